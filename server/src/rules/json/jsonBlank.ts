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
        'Only white space, which is not valid JSON. To mask a file of the same name, make this file empty (zero bytes).',
      ),
      fixes: [{ title: t('Make the file empty'), edits: [{ ...range, newText: '' }] }],
    }));
  },
};

export const jsonBlankDocs: RuleDocs = {
  rule: jsonBlank,
  title: 'A file of only white space',
  documentation: `A file of zero length masks the file of the same name in less specific directories. A file that contains only
blanks or empty lines masks nothing: programs read it and reject it. Make the file empty, or write a descriptor.`,
  examples: () => ({
    valid: [makeExample('', '(zero length)')],
    invalid: [makeExample('\n', '(one empty line)')],
  }),
};
