import { t } from '../../text/translations';
import { MAX_DEPTH } from '../../descriptor/limits';
import { makeExample, withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { reportProblems } from '../shared/problems';

export const jsonTooDeep: Rule = {
  code: 'json-too-deep',
  severity: 'error',
  aboutSyntax: true,
  *check(document) {
    yield* reportProblems(document, 'json-too-deep', () => ({
      message: t(
        'Nested more than {0} levels deep; the rest of the file is not read. A descriptor needs four levels.',
        MAX_DEPTH,
      ),
    }));
  },
};

export const jsonTooDeepDocs: RuleDocs = {
  rule: jsonTooDeep,
  title: 'Nested too deeply',
  documentation: `Objects and lists are nested more than ${MAX_DEPTH} levels deep. A descriptor needs four; libvirt 12.8 reads 300. QEMU Firmware does not check the rest of the file.`,
  hasNoFix: true,
  examples: () => ({
    valid: [withMembers({})],
    invalid: [makeExample('['.repeat(MAX_DEPTH + 1) + ']'.repeat(MAX_DEPTH + 1), '[[[[ … ]]]]')],
  }),
};
