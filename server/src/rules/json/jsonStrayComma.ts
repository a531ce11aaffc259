import { t } from '../../text/translations';
import { withText } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { reportProblems } from '../shared/problems';

export const jsonStrayComma: Rule = {
  code: 'json-stray-comma',
  severity: 'error',
  *check(document) {
    yield* reportProblems(document, 'json-stray-comma', ({ range }) => ({
      message: t(
        'This comma separates nothing: JSON allows none before “}”, “]” or another comma. Remove it.',
      ),
      fixes: [{ title: t('Remove the comma'), edits: [{ ...range, newText: '' }], safe: true }],
    }));
  },
};

export const jsonStrayCommaDocs: RuleDocs = {
  rule: jsonStrayComma,
  title: 'A comma with nothing to separate',
  documentation: `A comma stands behind the last member or element, in front of the first one, or twice in a row. JSON wants commas
between items only. Remove it.`,
  examples: () => ({
    valid: [withText('"tags": []', '"tags": ["-D SECURE_BOOT_ENABLE"]')],
    invalid: [withText('"tags": []', '"tags": [],'), withText('"tags": []', '"tags": ["a",, "b"]')],
  }),
};
