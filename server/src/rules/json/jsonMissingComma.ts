import { t } from '../../text/translations';
import { withText } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { repairProblem, reportProblems, sayMore } from '../shared/problems';

export const jsonMissingComma: Rule = {
  code: 'json-missing-comma',
  severity: 'error',
  aboutSyntax: true,
  *check(document) {
    yield* reportProblems(document, 'json-missing-comma', (problem) => ({
      message: t('Missing comma after this item.') + sayMore(problem),
      fixes: repairProblem(document, problem, problem.more ? t('Fix all places') : t('Add the comma'), true),
    }));
  },
};

export const jsonMissingCommaDocs: RuleDocs = {
  rule: jsonMissingComma,
  title: 'A missing comma',
  documentation: `Two members or two elements have no comma between them, which JSON requires. Add one after the first.`,
  examples: () => ({
    valid: [withText('"tags": []', '"tags": ["a", "b"]')],
    invalid: [withText('"tags": []', '"tags": ["a" "b"]'), withText('x86_64",\n', 'x86_64"\n')],
  }),
};
