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
          ? t('Unexpected text before the descriptor: a file contains one JSON object and nothing else.')
          : t(
              'Unexpected “{0}” after the descriptor: a file contains one JSON object and nothing else.',
              shortenToken(token),
            ),
      fixes: repairProblem(
        document,
        problem,
        problem.detail === 'before' ? t('Keep only the JSON') : t('Remove the text after the descriptor'),
      ),
    }));
  },
};

export const jsonExtraContentDocs: RuleDocs = {
  rule: jsonExtraContent,
  title: 'Text before or after the descriptor',
  documentation: `A file contains one descriptor: a single JSON object. Every program rejects a file with text after it, such as a
second object or an extra bracket, or with text before it, such as an assignment. Put a second descriptor in its own file.`,
  examples: () => ({
    valid: [withMembers({})],
    invalid: [
      makeExample(withMembers({}).text + '{}\n', '{ … } {}'),
      makeExample(withMembers({}).text + '}\n', '{ … } }'),
      makeExample('export default ' + withMembers({}).text.trimEnd() + ';\n', 'export default { … };'),
    ],
  }),
};
