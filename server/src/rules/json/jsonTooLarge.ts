import { t } from '../../text/translations';
import { MAX_LENGTH } from '../../descriptor/limits';
import { makeExample, withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { reportProblems } from '../shared/problems';

export const jsonTooLarge: Rule = {
  code: 'json-too-large',
  severity: 'error',
  aboutSyntax: true,
  *check(document) {
    yield* reportProblems(document, 'json-too-large', () => ({
      message: t(
        'Larger than {0} MiB, so the file is not read. A descriptor has about a kilobyte.',
        MAX_LENGTH / 1024 / 1024,
      ),
    }));
  },
};

export const jsonTooLargeDocs: RuleDocs = {
  rule: jsonTooLarge,
  title: 'Too large for a descriptor',
  documentation: `The file is larger than 8 MiB; QEMU Firmware does not check it. A descriptor has about a kilobyte; libvirt
ignores files over 1 MiB.`,
  hasNoFix: true,
  examples: () => ({
    valid: [withMembers({})],
    invalid: [makeExample(' '.repeat(MAX_LENGTH + 1), '(more than 8 MiB)')],
  }),
};
