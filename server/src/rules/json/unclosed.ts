import { wholeText, withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { NOBODY_READS_IT, reportProblems } from './problems';

const SOUND = withMembers({}).text;

export const unclosed: Rule = {
  code: 'json-unclosed',
  severity: 'error',
  *check(document) {
    yield* reportProblems(document, 'unclosed', ({ range, closers = '' }) => ({
      message: `The text ends here, but “${closers}” is still wanted. ${NOBODY_READS_IT} Restore the lost part or close the brackets.`,
      fixes: [
        { title: `Append “${closers}”`, edits: [{ start: range.end, end: range.end, newText: closers }] },
      ],
    }));
  },
};

export const unclosedDocs: RuleDocs = {
  rule: unclosed,
  title: 'The text ends too early',
  documentation: `The file ends while objects, lists or a string are still open: the last part of it is lost, or closing brackets were
forgotten.`,
  examples: () => ({
    valid: [withMembers({})],
    invalid: [wholeText(SOUND.slice(0, SOUND.lastIndexOf('}')), '{ "description": …, "tags": []')],
  }),
};
