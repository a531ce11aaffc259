import { t } from '../../text/translations';
import { makeExample, withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { repairProblem, reportProblems, shortenToken } from '../shared/problems';

export const jsonExtraContent: Rule = {
  code: 'json-extra-content',
  severity: 'error',
  aboutSyntax: true,
  *check(document) {
    yield* reportProblems(document, 'json-extra-content', (problem, token) => ({
      message:
        problem.detail === 'before'
          ? t('Unexpected text before the descriptor: a file holds one JSON object and nothing else.')
          : t(
              'The descriptor ends before “{0}”: a file holds one JSON object and nothing else.',
              shortenToken(token),
            ),
      fixes: repairProblem(
        document,
        problem,
        problem.detail === 'before' ? t('Keep only the JSON') : t('Remove what follows the descriptor'),
      ),
    }));
  },
};

export const jsonExtraContentDocs: RuleDocs = {
  rule: jsonExtraContent,
  title: 'Text before or after the descriptor',
  documentation: `A file holds one descriptor: a single JSON object. Text after it, such as a second object or a stray bracket, and text before it,
such as an assignment, make every consumer refuse the file. Give a second descriptor a file of its own.`,
  examples: () => ({
    valid: [withMembers({})],
    invalid: [
      makeExample(withMembers({}).text + '{}\n', '{ … } {}'),
      makeExample(withMembers({}).text + '}\n', '{ … } }'),
      makeExample('export default ' + withMembers({}).text.trimEnd() + ';\n', 'export default { … };'),
    ],
  }),
};
