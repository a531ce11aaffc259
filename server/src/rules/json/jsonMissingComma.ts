import { t } from '../../text/translations';
import { findPreviousToken } from '../../descriptor/syntaxProblems';
import { withText } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { reportProblems } from '../shared/problems';

export const jsonMissingComma: Rule = {
  code: 'json-missing-comma',
  severity: 'error',
  *check(document) {
    yield* reportProblems(document, 'json-missing-comma', ({ range }) => {
      const at = findPreviousToken(document.text, range.start) + 1;
      return {
        message: t('A comma is missing in front of this. Insert one.'),
        fixes: [{ title: t('Insert the comma'), edits: [{ start: at, end: at, newText: ',' }], safe: true }],
      };
    });
  },
};

export const jsonMissingCommaDocs: RuleDocs = {
  rule: jsonMissingComma,
  title: 'No comma between two items',
  documentation: `Two members or two elements stand next to each other without a comma. Insert one behind the first.`,
  examples: () => ({
    valid: [withText('"tags": []', '"tags": ["a", "b"]')],
    invalid: [withText('"tags": []', '"tags": ["a" "b"]'), withText('x86_64",\n', 'x86_64"\n')],
  }),
};
