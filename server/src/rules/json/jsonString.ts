import { t } from '../../text/translations';
import type { SyntaxProblem } from '../../descriptor/syntaxProblems';
import { withText } from '../examples';
import type { Fix, Rule, RuleDocs } from '../rule';
import { formatCodePoint, reportProblems, shortenToken } from '../shared/problems';

export const jsonString: Rule = {
  code: 'json-string',
  severity: 'error',
  *check(document) {
    yield* reportProblems(document, 'json-string', (problem, token) => ({
      message: describe(problem, token),
      fixes: [makeFix(problem, token)],
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

function makeFix({ detail, range }: SyntaxProblem, token: string): Fix {
  if (detail === 'unclosed') {
    const end = range.start + findContentEnd(token);
    return { title: t('Close the string'), edits: [{ start: end, end, newText: '"' }] };
  }
  if (detail === 'escape') {
    return {
      title: t('Double the backslash'),
      edits: [{ start: range.start, end: range.start, newText: '\\' }],
    };
  }
  const escape = JSON.stringify(token).slice(1, -1);
  return { title: t('Write it as {0}', escape), edits: [{ ...range, newText: escape }], safe: true };
}
