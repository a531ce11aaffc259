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
      fixes: repairProblem(
        document,
        problem,
        problem.more ? t('Write it as JSON everywhere') : t('Insert the comma'),
        true,
      ),
    }));
  },
};

export const jsonMissingCommaDocs: RuleDocs = {
  rule: jsonMissingComma,
  title: 'No comma between two items',
  documentation: `Two members or two elements stand next to each other without a comma. Insert one behind the first.`,
  examples: () => ({
    valid: [withText('"tags": []', '"tags": ["a", "b"]')],
    invalid: [withText('"tags": []', '"tags": ["a" "b"]'), withText('x86_64",\n', 'x86_64"\n')],
  }),
};
