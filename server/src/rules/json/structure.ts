import { previousToken } from '../../descriptor/syntaxProblems';
import type { SyntaxProblem } from '../../descriptor/syntaxProblems';
import { withText } from '../examples';
import type { Fix, Rule } from '../rule';
import { NOBODY_READS_IT, reportProblems } from './problems';

export const structure: Rule = {
  code: 'json-structure',
  severity: 'error',
  title: 'A token where JSON wants another one',
  documentation: `An object is a list of \`"name": value\` pairs: a colon, a value or a name is missing here, or a bracket closes something that
was opened with another one.`,
  examples: {
    valid: [withText('"tags": []', '"tags": [ ]')],
    invalid: [
      withText('"tags": []', '"tags" []'),
      withText('"tags": []', '"tags":'),
      withText('"tags": []', '"tags": [}'),
      withText('"tags": []', '"tags": [], 1: 2'),
    ],
  },
  *check(document) {
    yield* reportProblems(document, 'structure', (problem, token) => {
      const fixes = fixesFor(document.text, problem, token);
      return { message: `${describe(problem, token)} ${NOBODY_READS_IT}`, ...(fixes && { fixes }) };
    });
  },
};

function describe({ detail, closers = '' }: SyntaxProblem, token: string): string {
  switch (detail) {
    case 'colon':
      return 'A colon and a value are wanted behind the name of a member.';
    case 'value':
      return 'A value is missing here.';
    case 'bracket':
      return `“${token}” closes nothing here; “${closers.charAt(0)}” is wanted first.`;
    default:
      return 'The name of a member is wanted here, in double quotes.';
  }
}

function fixesFor(
  text: string,
  { detail, range, closers = '' }: SyntaxProblem,
  token: string,
): Fix[] | undefined {
  const insert = (title: string, at: number, newText: string): Fix[] => [
    { title, edits: [{ start: at, end: at, newText }] },
  ];
  if (detail === 'colon') {
    const at = previousToken(text, range.start) + 1;
    const hasValue = /["[{\d-]/.test(token);
    return insert(
      hasValue ? 'Insert the colon' : 'Insert a colon and an empty value',
      at,
      hasValue ? ':' : ': ""',
    );
  }
  if (detail === 'value') return insert('Insert an empty value', previousToken(text, range.start) + 1, ' ""');
  if (detail === 'bracket' && closers !== '') {
    const inner = closers.charAt(0);
    return closers.charAt(1) === token
      ? insert(`Insert “${inner}”`, range.start, inner)
      : [{ title: `Replace by “${inner}”`, edits: [{ ...range, newText: inner }] }];
  }
  return undefined;
}
