import { t } from '../../text/translations';
import { findPreviousToken } from '../../descriptor/syntaxProblems';
import type { TextEdit } from '../../text/textEdit';
import { withText } from '../examples';
import type { Fix, Rule, RuleDocs } from '../rule';
import { reportProblems } from '../shared/problems';

export const jsonStrayComma: Rule = {
  code: 'json-stray-comma',
  severity: 'error',
  *check(document) {
    yield* reportProblems(document, 'json-stray-comma', ({ range }) => ({
      message: t(
        'This comma separates nothing: JSON allows none before “}”, “]” or another comma. Remove it.',
      ),
      fixes: [removeCommas(document.text, range.start)],
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
    invalid: [
      withText('"tags": []', '"tags": [],'),
      withText('"tags": []', '"tags": ["a",, "b"]'),
      withText('"tags": []', '"tags": ["a",,, , "b"]'),
      withText('"tags": []', '"tags": ["a", ,,]'),
    ],
  }),
};

/** Takes the comma at an offset away, and those that follow it directly; before a closing bracket also the one in front of it. */
function removeCommas(text: string, offset: number): Fix {
  const edits: TextEdit[] = [];
  const remove = (at: number): number => edits.push({ start: at, end: at + 1, newText: '' });
  let at = offset;
  for (; text[at] === ','; at = findNextToken(text, at + 1)) remove(at);
  const before = findPreviousToken(text, offset);
  if ('}]'.includes(text.charAt(at)) && text[before] === ',') remove(before);
  return { title: edits.length > 1 ? t('Remove the commas') : t('Remove the comma'), edits, safe: true };
}

function findNextToken(text: string, offset: number): number {
  let at = offset;
  while (/\s/.test(text.charAt(at))) at++;
  return at;
}
