import { t } from '../../text/translations';
import type { SyntaxProblem } from '../../descriptor/syntaxProblem';
import { withText } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { repairProblem, reportProblems, sayMore, shortenToken } from '../shared/problems';

export const jsonStructure: Rule = {
  code: 'json-structure',
  severity: 'error',
  aboutSyntax: true,
  *check(document) {
    yield* reportProblems(document, 'json-structure', (problem, token) => ({
      message: describe(problem, shortenToken(token)) + sayMore(problem),
      related: problem.opener && [{ range: problem.opener, message: t('Unclosed bracket') }],
      fixes: repairProblem(
        document,
        problem,
        nameFix(problem, shortenToken(token)),
        // With other mistakes nearby, a name without a colon may not be a member.
        problem.detail === 'colon' && document.syntax.problems.length === 1,
      ),
    }));
  },
};

export const jsonStructureDocs: RuleDocs = {
  rule: jsonStructure,
  title: 'A missing or unexpected part of JSON',
  documentation: `An object is a list of \`"name": value\` pairs: here a colon, a value or a name is missing, or a bracket does not match
the one that it closes.`,
  examples: () => ({
    valid: [withText('"tags": []', '"tags": [ ]')],
    invalid: [
      withText('"tags": []', '"tags" []'),
      withText('"tags": []', '"tags":'),
      withText('"tags": []', '"tags": [}'),
    ],
  }),
};

function describe({ detail, expected = '' }: SyntaxProblem, token: string): string {
  switch (detail) {
    case 'colon':
      return t('Missing “:” after the member name.');
    case 'value':
      return t('Missing value after this.');
    case 'name':
      return t('A member name is missing after this. Write it in double quotes.');
    case 'open':
    case 'close':
      return t('Missing “{0}” after this.', expected);
    case 'instead':
      return t('Unexpected “{0}”; expected “{1}”.', token, expected);
    default:
      return t('Unexpected “{0}”.', token);
  }
}

function nameFix({ detail, expected = '', more }: SyntaxProblem, token: string): string {
  if (more) return t('Fix all places');
  switch (detail) {
    case 'colon':
      return t('Add the colon');
    case 'value':
      return t('Add a value');
    case 'name':
      return t('Add a name');
    case 'open':
    case 'close':
      return t('Add “{0}”', expected);
    case 'instead':
      return t('Replace with “{0}”', expected);
    default:
      return t('Remove “{0}”', token);
  }
}
