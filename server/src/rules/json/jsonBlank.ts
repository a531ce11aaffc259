import { t } from '../../text/translations';
import { makeExample } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { reportProblems } from '../shared/problems';

export const jsonBlank: Rule = {
  code: 'json-blank',
  severity: 'error',
  *check(document) {
    yield* reportProblems(document, 'json-blank', ({ range }) => ({
      message: t(
        'Only white space, which is not valid JSON. To override a file of the same name, make this file empty (zero bytes).',
      ),
      fixes: [{ title: t('Make the file empty'), edits: [{ ...range, newText: '' }] }],
    }));
  },
};

export const jsonBlankDocs: RuleDocs = {
  rule: jsonBlank,
  title: 'A file of white space only',
  documentation: `A file of zero length is meant: it hides the file of the same name in the less specific directories. A file that holds
blanks or an empty line is not that; it is read and refused. Make it really empty, or fill it with a descriptor.`,
  examples: () => ({
    valid: [makeExample('', '(zero length)')],
    invalid: [makeExample('\n', '(one empty line)')],
  }),
};
