import { t } from '../../text/translations';
import { makeExample, withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { repairProblem, reportProblems } from '../shared/problems';

const SOUND = withMembers({}).text;

export const jsonUnclosed: Rule = {
  code: 'json-unclosed',
  severity: 'error',
  aboutSyntax: true,
  *check(document) {
    yield* reportProblems(document, 'json-unclosed', (problem) => {
      const { expected = '' } = problem;
      return {
        message: t(
          'Unexpected end of file: “{0}” is missing. Restore the lost part, or close the brackets.',
          expected,
        ),
        fixes: repairProblem(document, problem, t('Add “{0}”', expected)),
      };
    });
  },
};

export const jsonUnclosedDocs: RuleDocs = {
  rule: jsonUnclosed,
  title: 'An unexpected end of file',
  documentation: `The file ends inside an object, a list or a string: its last part is lost, or closing brackets are missing.`,
  examples: () => ({
    valid: [withMembers({})],
    invalid: [makeExample(SOUND.slice(0, SOUND.lastIndexOf('}')), '{ "description": …, "tags": []')],
  }),
};
