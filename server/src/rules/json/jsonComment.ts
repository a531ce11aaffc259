import { t } from '../../text/translations';
import { withText } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { listComments, moveComments, readRemark, removeComment } from '../shared/comments';
import { repairAll } from '../shared/problems';

export const jsonComment: Rule = {
  code: 'json-comment',
  severity: 'error',
  aboutSyntax: true,
  *check(document) {
    const { text } = document;
    const comments = listComments(document);
    const [first, ...others] = comments;
    if (!first) return;
    yield {
      range: first,
      message: t(
        'JSON does not allow comments, so every program rejects the file. Move the remark to “tags”, which may contain any text, or remove it.',
      ),
      related: others.slice(0, MAX_RELATED).map((range) => ({ range, message: t('Another comment') })),
      fixes: [
        ...repairAll(document),
        ...moveComments(document),
        {
          title: others.length === 0 ? t('Remove the comment') : t('Remove all comments'),
          edits: comments.map((range) => removeComment(text, range)),
          safe: comments.every(({ start, end }) => readRemark(text.slice(start, end)) === ''),
        },
      ],
    };
  },
};

/** The most other places listed. */
const MAX_RELATED = 20;

export const jsonCommentDocs: RuleDocs = {
  rule: jsonComment,
  title: 'A comment',
  documentation: `JSON does not allow comments: every program rejects a file with \`//\`, \`/* */\` or \`#\`. Put the remark in
\`description\`, or, if users should not see it, in \`tags\`, which have no effect on the selection. The automatic fix moves all
comments to \`tags\`. If that is not possible (a comment has no end, or \`tags\` is not a list), the comments stay.`,
  examples: () => ({
    valid: [withText('"tags": []', '"tags": ["built without network support"]')],
    invalid: [
      withText('    "tags"', '    // built without network support\n    "tags"'),
      withText('"tags": []', '"tags": [] /* none */'),
      withText('    "tags"', '    # none\n    "tags"'),
    ],
  }),
};
