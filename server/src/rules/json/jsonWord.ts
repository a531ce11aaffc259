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

/** The token of a problem as JSON has it. */
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
  if (more) return detail === 'quotes' ? t('Use double quotes everywhere') : t('Write it as JSON everywhere');
  return json.trim() === '' ? t('Remove {0}', showBlank(token)) : t('Write {0}', json);
}

function describe({ detail }: SyntaxProblem, token: string, json: string): string {
  const shown = shortenToken(token);
  switch (detail) {
    case 'blank':
      return t('{0} is not allowed outside of strings.', showBlank(token));
    case 'quotes':
      // The token brings its quotes.
      return t('{0} is not JSON: names and strings need straight double quotes.', shown);
    default:
      return detail === 'word' && json.startsWith('"')
        ? t('“{0}” is not JSON: names and strings need double quotes.', shown)
        : t('“{0}” is not JSON; expected “{1}”.', shown, json);
  }
}

/** A single character by its number, as it may not show; what is written for one as it is. */
function showBlank(token: string): string {
  return /^[!-~]{2}/.test(token) ? `“${shortenToken(token)}”` : formatCodePoint(token);
}
