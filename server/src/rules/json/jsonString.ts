import { t } from '../../text/translations';
import type { SyntaxProblem } from '../../descriptor/syntaxProblem';
import { withText } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { formatCodePoint, repairProblem, reportProblems, sayMore, shortenToken } from '../shared/problems';

export const jsonString: Rule = {
  code: 'json-string',
  severity: 'error',
  aboutSyntax: true,
  *check(document) {
    yield* reportProblems(document, 'json-string', (problem, token) => ({
      message: `${describe(problem, token)}${sayMore(problem)}`,
      fixes: repairProblem(document, problem, nameFix(problem), isSafe(problem)),
    }));
  },
};

export const jsonStringDocs: RuleDocs = {
  rule: jsonString,
  title: 'An invalid string',
  documentation: `A string is not closed on its line, has a backslash that does not start a JSON escape, or contains a raw control
character such as a tab. JSON has the escapes \`\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX\`; every character below U+0020 must be written as one
of them.`,
  examples: () => ({
    valid: [withText('UEFI firmware', 'UEFI\\tfirmware')],
    invalid: [
      withText('UEFI firmware', 'UEFI\tfirmware'),
      withText('UEFI firmware', 'UEFI \\x20 firmware'),
      withText('UEFI firmware', '\t\tUEFI'),
      withText('UEFI firmware', 'C:\\OVMF\\code.fd'),
      withText('UEFI firmware', 'C:\\OVMF\tcode'),
      withText('for x86_64",', 'for x86_64,'),
    ],
  }),
};

function describe({ detail }: SyntaxProblem, token: string): string {
  switch (detail) {
    case 'unclosed':
      return t('Missing double quote: a string must start and end with one, on the same line.');
    case 'quote':
      return t('Mismatched quotes on this line: one is missing, misplaced or not escaped.');
    case 'newline':
      return t('Unexpected line break in a string.');
    case 'escape':
      return t('Invalid escape “{0}”. If you mean a backslash, double it.', shortenToken(token));
    default:
      return t('Invalid control character {0} in a string. Write it as an escape.', formatCodePoint(token));
  }
}

function nameFix({ detail, edits = [], more }: SyntaxProblem): string {
  const [first] = edits;
  if (detail === 'unclosed') return t('Add the missing quote');
  if (detail === 'quote') return t('Fix the quotes');
  if (detail === 'newline') return t('Join the lines');
  const isEscape = edits.every(({ newText }) => newText === '\\');
  if (edits.length > 1)
    return isEscape
      ? t('Double the backslashes')
      : more
        ? t('Escape invalid characters in all strings')
        : t('Escape invalid characters in this string');
  return isEscape ? t('Double the backslash') : t('Replace with {0}', first?.newText ?? '');
}

/** Escaping a control character keeps what the author meant; a backslash may have been a mistake. */
function isSafe({ detail, edits = [] }: SyntaxProblem): boolean {
  return detail === 'control' && edits.every(({ newText }) => newText !== '\\');
}
