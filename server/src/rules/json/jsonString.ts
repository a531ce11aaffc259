import { t } from '../../text/translations';
import { findBadParts, type BadPart, type SyntaxProblem } from '../../descriptor/syntaxProblems';
import type { TextEdit } from '../../text/textEdit';
import { withText } from '../examples';
import type { Fix, Rule, RuleDocs } from '../rule';
import { formatCodePoint, reportProblems, shortenToken } from '../shared/problems';

export const jsonString: Rule = {
  code: 'json-string',
  severity: 'error',
  *check(document) {
    yield* reportProblems(document, 'json-string', (problem, token) => ({
      message: describe(problem, token),
      fixes: [makeFix(document.text, problem, token)],
    }));
  },
};

export const jsonStringDocs: RuleDocs = {
  rule: jsonString,
  title: 'A string that JSON cannot read',
  documentation: `A string is not closed on its line, has a backslash that starts no escape of JSON, or holds a raw control character such as
a tabulator. JSON knows the escapes \`\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX\`; everything below U+0020 must be written with one.`,
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
  if (detail === 'unclosed') return t('This string is not closed on its line. Put the missing quote in.');
  if (detail === 'escape')
    return t('“{0}” is no escape of JSON. Double the backslash to mean a backslash.', shortenToken(token));
  return t(
    'A raw control character ({0}) may not stand in a string. Write it as an escape.',
    formatCodePoint(token),
  );
}

/** Where a token ends but for white space and commas, which were hardly meant to be in it. */
function findContentEnd(token: string): number {
  let end = token.length;
  while (end > 0 && /[\s,]/.test(token.charAt(end - 1))) end--;
  return end;
}

/** More than an author writes into one string; keeps the work on a hostile text linear. */
const MAX_PARTS = 1000;

/** A fix for all that is wrong in the string: JSON would go on to refuse it for the rest. */
function makeFix(text: string, { detail, range, string = range }: SyntaxProblem, token: string): Fix {
  if (detail === 'unclosed') {
    const end = range.start + findContentEnd(token);
    return { title: t('Close the string'), edits: [{ start: end, end, newText: '"' }] };
  }
  const parts: BadPart[] = [];
  for (const part of findBadParts(text, string)) if (parts.push(part) === MAX_PARTS) break;
  const edits = parts.map((part) => makePartValid(text, part));
  return { title: nameFix(parts, edits), edits, safe: parts.every((part) => part.detail === 'control') };
}

function nameFix(parts: readonly BadPart[], edits: readonly TextEdit[]): string {
  const isEscape = parts.every(({ detail }) => detail === 'escape');
  if (edits.length > 1)
    return isEscape ? t('Double the backslashes') : t('Escape invalid characters in this string');
  return isEscape ? t('Double the backslash') : t('Write it as {0}', edits[0]?.newText ?? '');
}

function makePartValid(text: string, { detail, range: { start, end } }: BadPart): TextEdit {
  return detail === 'escape'
    ? { start, end: start, newText: '\\' }
    : { start, end, newText: JSON.stringify(text.slice(start, end)).slice(1, -1) };
}
