import { t } from '../../text/translations';
import type { TextEdit } from '../../text/textEdit';
import type { TextRange } from '../../text/lineIndex';
import { withText } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { reportProblems } from '../shared/problems';

export const jsonComment: Rule = {
  code: 'json-comment',
  severity: 'error',
  *check(document) {
    yield* reportProblems(document, 'json-comment', ({ range }) => ({
      message: t('JSON has no comments. Remove it; remarks belong into “description” or “tags”.'),
      fixes: [{ title: t('Remove the comment'), edits: [removeComment(document.text, range)], safe: true }],
    }));
  },
};

export const jsonCommentDocs: RuleDocs = {
  rule: jsonComment,
  title: 'A comment',
  documentation: `JSON has no comments: \`//\`, \`/* */\` and \`#\` make every consumer refuse the file. Put the remark into \`description\`, or,
where users should not see it, into \`tags\`, which management software ignores.`,
  examples: () => ({
    valid: [withText('"tags": []', '"tags": ["built without network support"]')],
    invalid: [
      withText('    "tags"', '    // built without network support\n    "tags"'),
      withText('"tags": []', '"tags": [] /* none */'),
      withText('    "tags"', '    # none\n    "tags"'),
    ],
  }),
};

/** Takes the whole line where nothing but the comment stands on it, else the comment and the blanks before it. */
function removeComment(text: string, range: TextRange): TextEdit {
  let { start, end } = range;
  while (start > 0 && ' \t'.includes(text.charAt(start - 1))) start--;
  const wholeLine = start === 0 || '\r\n'.includes(text.charAt(start - 1));
  const lineEnd = /^[ \t]*(\r\n|\r|\n)/.exec(text.slice(end, end + 200));
  if (wholeLine && lineEnd) end += lineEnd[0].length;
  return { start, end, newText: '' };
}
