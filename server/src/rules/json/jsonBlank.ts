import { t } from '../../text/translations';
import { makeExample } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { reportProblems } from '../shared/problems';

export const jsonBlank: Rule = {
  code: 'json-blank',
  severity: 'error',
  aboutSyntax: true,
  *check(document) {
    yield* reportProblems(document, 'json-blank', ({ range }) => ({
      message: t(
        'The file holds only white space, which is not JSON. To hide a file of the same name, make it zero bytes long.',
      ),
      fixes: [{ title: t('Make the file zero bytes long'), edits: [{ ...range, newText: '' }] }],
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
