import { t } from '../../text/translations';
import type { TextEdit } from '../../text/textEdit';
import { withText } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { reportProblems, shortenToken } from '../shared/problems';
import { listDoubleQuoteEdits, proposeDoubleQuotes } from '../shared/singleQuotes';

export const jsonWord: Rule = {
  code: 'json-word',
  severity: 'error',
  *check(document) {
    let edits: readonly TextEdit[] | undefined;
    yield* reportProblems(document, 'json-word', ({ range, detail }, token) => {
      const replacement = detail === 'number' ? correctNumber(token) : correctWord(token);
      if (token.startsWith("'")) edits ??= listDoubleQuoteEdits(document);
      const quotes = proposeDoubleQuotes(range.start, edits ?? []);
      return {
        message:
          detail === 'number'
            ? t('“{0}” is no number of JSON.', shortenToken(token))
            : t('“{0}” is no JSON: names and texts stand in double quotes.', shortenToken(token)),
        fixes:
          quotes.length > 0
            ? quotes
            : replacement === undefined
              ? [{ title: t('Remove “{0}”', shortenToken(token)), edits: [{ ...range, newText: '' }] }]
              : [{ title: t('Write {0}', replacement), edits: [{ ...range, newText: replacement }] }],
      };
    });
  },
};

export const jsonWordDocs: RuleDocs = {
  rule: jsonWord,
  title: 'A word or number that JSON does not know',
  documentation: `Outside of strings JSON knows only \`true\`, \`false\`, \`null\` and numbers, in lower case and without leading zeros. Names and texts
stand in double quotes; single quotes are none.`,
  examples: () => ({
    valid: [withText('"tags": []', '"tags": ["true", "1.0"]')],
    invalid: [
      withText('"split"', 'split'),
      withText('"split"', "'split'"),
      withText('"UEFI firmware for x86_64"', '\'UEFI "firmware" for x86_64\''),
      withText('"tags": []', 'tags: []'),
    ],
  }),
};

/** What other languages call JSON's words, and texts in backticks or in no quotes. */
function correctWord(token: string): string | undefined {
  const lower = token.toLowerCase();
  if (lower === 'true' || lower === 'false' || lower === 'null') return lower;
  if (lower === 'none') return 'null';
  const inner = /^`(.*)`$/.exec(token)?.[1] ?? token;
  return /^[\w.*?/@ -]+$/.test(inner) ? JSON.stringify(inner) : undefined;
}

function correctNumber(token: string): string | undefined {
  const value = Number(token);
  return Number.isFinite(value) ? String(value) : undefined;
}
