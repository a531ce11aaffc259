import { t } from '../../text/translations';
import { withText } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { reportProblems, shortenToken } from '../shared/problems';

export const jsonWord: Rule = {
  code: 'json-word',
  severity: 'error',
  *check(document) {
    yield* reportProblems(document, 'json-word', ({ range, detail }, token) => {
      const replacement = detail === 'number' ? correctNumber(token) : correctWord(token);
      return {
        message:
          detail === 'number'
            ? t('“{0}” is no number of JSON.', shortenToken(token))
            : t('“{0}” is no JSON: names and texts stand in double quotes.', shortenToken(token)),
        fixes:
          replacement === undefined
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
      withText('"tags": []', 'tags: []'),
    ],
  }),
};

/** What other languages call JSON's words, and texts in the wrong quotes or in none. */
function correctWord(token: string): string | undefined {
  const lower = token.toLowerCase();
  if (lower === 'true' || lower === 'false' || lower === 'null') return lower;
  if (lower === 'none') return 'null';
  const inner = /^(['`])(.*)\1$/.exec(token)?.[2] ?? token;
  return /^[\w.*?/@ -]+$/.test(inner) ? JSON.stringify(inner) : undefined;
}

function correctNumber(token: string): string | undefined {
  const value = Number(token);
  return Number.isFinite(value) ? String(value) : undefined;
}
