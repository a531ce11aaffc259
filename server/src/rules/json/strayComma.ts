import { withText } from '../examples';
import type { Rule } from '../rule';
import { NOBODY_READS_IT, reportProblems } from './problems';

export const strayComma: Rule = {
  code: 'json-stray-comma',
  severity: 'error',
  title: 'A comma with nothing to separate',
  documentation: `A comma stands behind the last member or element, in front of the first one, or twice in a row. JSON wants commas
between items only. Remove it.`,
  examples: {
    valid: [withText('"tags": []', '"tags": ["-D SECURE_BOOT_ENABLE"]')],
    invalid: [withText('"tags": []', '"tags": [],'), withText('"tags": []', '"tags": ["a",, "b"]')],
  },
  *check(document) {
    yield* reportProblems(document, 'stray-comma', ({ range }) => ({
      message: `This comma separates nothing: JSON allows none before “}”, “]” or another comma. ${NOBODY_READS_IT} Remove it.`,
      fixes: [{ title: 'Remove the comma', edits: [{ ...range, newText: '' }], safe: true }],
    }));
  },
};
