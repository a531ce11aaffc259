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
  title: 'Markers of a merge conflict',
  documentation: `The file has lines that start with \`<<<<<<<\`, \`=======\` or \`>>>>>>>\`, as Git leaves them where two changes touch the same place.
Every consumer refuses the file. Choose a side, or write what both mean. [git-merge, how conflicts are presented]`,
  examples: () => ({
    valid: [withText('"tags": []', '"tags": ["======="]')],
    invalid: [
      withText('    "tags": []', '<<<<<<< HEAD\n    "tags": []\n=======\n    "tags": ["4M"]\n>>>>>>> topic'),
    ],
  }),
};
