import { t } from '../../text/translations';
import type { DescriptorDocument } from '../../descriptor/document';
import { findIndent, render } from '../../descriptor/edits';
import { suggestValue } from '../../descriptor/suggestedValue';
import { findPreviousToken } from '../../descriptor/syntaxProblems';
import { parseJson } from '../../descriptor/syntaxTree';
import { applyEdits } from '../../text/textEdit';
import type { SyntaxProblem } from '../../descriptor/syntaxProblems';
import { withText } from '../examples';
import type { Fix, Rule, RuleDocs } from '../rule';
import { reportProblems } from '../shared/problems';

export const jsonStructure: Rule = {
  code: 'json-structure',
  severity: 'error',
  *check(document) {
    yield* reportProblems(document, 'json-structure', (problem, token) => ({
      message: describe(problem, token),
      fixes: proposeFixes(document, problem, token),
    }));
  },
};

export const jsonStructureDocs: RuleDocs = {
  rule: jsonStructure,
  title: 'A token where JSON wants another one',
  documentation: `An object is a list of \`"name": value\` pairs: a colon, a value or a name is missing here, or a bracket closes something that
was opened with another one.`,
  examples: () => ({
    valid: [withText('"tags": []', '"tags": [ ]')],
    invalid: [
      withText('"tags": []', '"tags" []'),
      withText('"tags": []', '"tags":'),
      withText('"tags": []', '"tags": [}'),
    ],
  }),
};

function describe({ detail, closers = '' }: SyntaxProblem, token: string): string {
  switch (detail) {
    case 'colon':
      return t('A colon and a value are wanted behind the name of a member.');
    case 'value':
      return t('A value is missing here.');
    case 'bracket':
      return t('“{0}” closes nothing here; “{1}” is wanted first.', token, closers.charAt(0));
    default:
      return t('The name of a member is wanted here, in double quotes.');
  }
}

function proposeFixes(
  document: DescriptorDocument,
  { detail, range, closers = '' }: SyntaxProblem,
  token: string,
): Fix[] | undefined {
  const { text } = document;
  const behind = findPreviousToken(text, range.start) + 1;
  const insert = (title: string, at: number, newText: string): Fix => ({
    title,
    edits: [{ start: at, end: at, newText }],
  });
  switch (detail) {
    case 'colon':
      return /["[{\d-]/.test(token)
        ? [insert(t('Insert the colon'), behind, ':')]
        : [insert(t('Insert a value'), behind, `: ${suggestMissingValue(document, behind)}`)];
    case 'value':
      return [insert(t('Insert a value'), behind, ` ${suggestMissingValue(document, behind)}`)];
    case 'bracket': {
      const wanted = closers.charAt(0);
      const replaced: Fix = { title: t('Replace by “{0}”', wanted), edits: [{ ...range, newText: wanted }] };
      return [insert(t('Insert “{0}”', wanted), range.start, wanted), replaced].filter(({ edits }) =>
        isWhole(applyEdits(text, edits)),
      );
    }
    default:
      return /^[\w.+-]+$/.test(token)
        ? [{ title: t('Put it in quotes'), edits: [{ ...range, newText: JSON.stringify(token) }] }]
        : undefined;
  }
}

/** A value, as text, for the member whose name or colon ends at `offset`. */
function suggestMissingValue(document: DescriptorDocument, offset: number): string {
  const objects = document.nodes.filter((node) => node.kind === 'object');
  const member = objects.flatMap(({ members }) => members).find(({ json }) => json.end === offset);
  const type = member?.allowed?.member.type;
  const value = type ? suggestValue({ name: member.name, type }, document.view, document.context.schema) : '';
  return render(document.text, value, findIndent(document.text, offset));
}

function isWhole(text: string): boolean {
  return (
    !parseJson(text).incomplete && !parseJson(text).problems.some(({ code }) => code === 'json-extra-content')
  );
}
