import { t } from '../../text/translations';
import type { SyntaxProblem } from '../../descriptor/syntaxProblem';
import { applyEdits } from '../../text/textEdit';
import { withText } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { formatCodePoint, repairProblem, reportProblems, sayMore, shortenToken } from '../shared/problems';

export const jsonWord: Rule = {
  code: 'json-word',
  severity: 'error',
  aboutSyntax: true,
  *check(document) {
    yield* reportProblems(document, 'json-word', (problem, token) => {
      const json = shortenToken(writeAsJson(document.text, problem));
      return {
        message: `${describe(problem, token, json)}${sayMore(problem)}`,
        fixes: repairProblem(document, problem, nameFix(problem, token, json), true),
      };
    });
  },
};

export const jsonWordDocs: RuleDocs = {
  rule: jsonWord,
  title: 'An invalid word or number',
  documentation: `Outside strings, JSON allows only \`true\`, \`false\`, \`null\` and numbers, in lower case and without leading zeros. Names
and strings need double quotes; single quotes are not enough.`,
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

/** Returns the token of a problem in JSON. */
function writeAsJson(text: string, { range, edits = [] }: SyntaxProblem): string {
  const inside = edits.filter(({ start, end }) => range.start <= start && end <= range.end);
  const moved = inside.map((edit) => ({
    ...edit,
    start: edit.start - range.start,
    end: edit.end - range.start,
  }));
  return applyEdits(text.slice(range.start, range.end), moved);
}

function nameFix({ detail, more }: SyntaxProblem, token: string, json: string): string {
  if (more) return detail === 'quotes' ? t('Use double quotes everywhere') : t('Fix all places');
  return json.trim() === '' ? t('Remove {0}', showBlank(token)) : t('Replace with {0}', json);
}

function describe({ detail }: SyntaxProblem, token: string, json: string): string {
  const shown = shortenToken(token);
  switch (detail) {
    case 'blank':
      return t('{0} is not allowed outside a string.', showBlank(token));
    case 'quotes':
      // The token includes its quotes.
      return t('{0} is not valid JSON: names and strings need straight double quotes.', shown);
    default:
      return detail === 'word' && json.startsWith('"')
        ? t('“{0}” is not valid JSON: names and strings need double quotes.', shown)
        : t('“{0}” is not valid JSON; expected “{1}”.', shown, json);
  }
}

/** Names a single, possibly invisible character by its number; a sequence that is written for one, such as `&nbsp;`, is quoted. */
function showBlank(token: string): string {
  return /^[!-~]{2}/.test(token) ? `“${shortenToken(token)}”` : formatCodePoint(token);
}
