import { t } from '../../text/translations';
import { makeExample, withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { reportProblems, shortenToken } from '../shared/problems';

export const jsonExtraContent: Rule = {
  code: 'json-extra-content',
  severity: 'error',
  *check(document) {
    yield* reportProblems(document, 'json-extra-content', ({ range }, token) => ({
      message: t(
        'The descriptor ends before “{0}”: a file holds one JSON object and nothing else.',
        shortenToken(token),
      ),
      fixes: [{ title: t('Remove what follows the descriptor'), edits: [{ ...range, newText: '' }] }],
    }));
  },
};

export const jsonExtraContentDocs: RuleDocs = {
  rule: jsonExtraContent,
  title: 'Something behind the end of the descriptor',
  documentation: `A file holds one descriptor: a single JSON object. Text behind it, such as a second object, a stray bracket or the marker of
a merge conflict, makes every consumer refuse the file. Give a second descriptor a file of its own.`,
  examples: () => ({
    valid: [withMembers({})],
    invalid: [
      makeExample(withMembers({}).text + '{}\n', '{ … } {}'),
      makeExample(withMembers({}).text + '}\n', '{ … } }'),
    ],
  }),
};
