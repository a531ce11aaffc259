import { t } from '../../text/translations';
import { withText } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { repairProblem, reportProblems, sayMore } from '../shared/problems';

export const jsonStrayComma: Rule = {
  code: 'json-stray-comma',
  severity: 'error',
  aboutSyntax: true,
  *check(document) {
    yield* reportProblems(document, 'json-stray-comma', (problem) => ({
      message: `${t('Unexpected comma: JSON allows none before “}”, “]” or another comma.')}${sayMore(problem)}`,
      fixes: repairProblem(
        document,
        problem,
        problem.more ? t('Remove the commas') : t('Remove the comma'),
        true,
      ),
    }));
  },
};

export const jsonStrayCommaDocs: RuleDocs = {
  rule: jsonStrayComma,
  title: 'An unexpected comma',
  documentation: `A comma follows the last member or element, precedes the first one, or follows another comma. JSON allows commas only
between items. Remove it.`,
  examples: () => ({
    valid: [withText('"tags": []', '"tags": ["-D SECURE_BOOT_ENABLE"]')],
    invalid: [
      withText('"tags": []', '"tags": ["a",]'),
      withText('"tags": []', '"tags": ["a",, "b"]'),
      withText('"tags": []', '"tags": ["a",,, , "b"]'),
      withText('"tags": []', '"tags": ["a", ,,]'),
    ],
  }),
};
