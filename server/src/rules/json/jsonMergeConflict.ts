import { t } from '../../text/translations';
import { withText } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { reportProblems } from '../shared/problems';

export const jsonMergeConflict: Rule = {
  code: 'json-merge-conflict',
  severity: 'error',
  aboutSyntax: true,
  *check(document) {
    yield* reportProblems(document, 'json-merge-conflict', ({ edits = [], others = [] }) => ({
      message: t('Unresolved merge conflict. Keep one of the two sides.'),
      fixes: [
        { title: t('Keep the current side'), edits },
        { title: t('Keep the incoming side'), edits: others },
      ],
    }));
  },
};

export const jsonMergeConflictDocs: RuleDocs = {
  rule: jsonMergeConflict,
  title: 'Merge conflict markers',
  documentation: `The file has lines that start with \`<<<<<<<\`, \`=======\` or \`>>>>>>>\`, which Git writes where two changes affect the
same place. Every program rejects the file. Keep one side, or combine the two. [git-merge, how conflicts are presented]`,
  examples: () => ({
    valid: [withText('"tags": []', '"tags": ["======="]')],
    invalid: [
      withText('    "tags": []', '<<<<<<< HEAD\n    "tags": []\n=======\n    "tags": ["4M"]\n>>>>>>> topic'),
    ],
  }),
};
