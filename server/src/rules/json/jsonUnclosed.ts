import { t } from '../../text/translations';
import { makeExample, withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { reportProblems } from '../shared/problems';

const SOUND = withMembers({}).text;

export const jsonUnclosed: Rule = {
  code: 'json-unclosed',
  severity: 'error',
  *check(document) {
    yield* reportProblems(document, 'json-unclosed', ({ range, closers = '' }) => ({
      message: t(
        'The text ends here, but “{0}” is still wanted. Restore the lost part or close the brackets.',
        closers,
      ),
      fixes: [
        {
          title: t('Append “{0}”', closers),
          edits: [{ start: range.end, end: range.end, newText: closers }],
        },
      ],
    }));
  },
};

export const jsonUnclosedDocs: RuleDocs = {
  rule: jsonUnclosed,
  title: 'The text ends too early',
  documentation: `The file ends while objects, lists or a string are still open: the last part of it is lost, or closing brackets were
forgotten.`,
  examples: () => ({
    valid: [withMembers({})],
    invalid: [makeExample(SOUND.slice(0, SOUND.lastIndexOf('}')), '{ "description": …, "tags": []')],
  }),
};
