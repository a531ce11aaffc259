import { t } from '../../text/translations';
import { makeExample, withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { reportProblems } from '../shared/problems';

export const jsonByteOrderMark: Rule = {
  code: 'json-byte-order-mark',
  severity: 'error',
  aboutSyntax: true,
  *check(document) {
    yield* reportProblems(document, 'json-byte-order-mark', ({ range }) => ({
      message: t('Unexpected byte order mark, which JSON does not allow. Save the file as UTF-8 without it.'),
      fixes: [{ title: t('Remove the byte order mark'), edits: [{ ...range, newText: '' }], safe: true }],
    }));
  },
};

export const jsonByteOrderMarkDocs: RuleDocs = {
  rule: jsonByteOrderMark,
  title: 'A byte order mark',
  documentation: `The file starts with the character U+FEFF, which some editors write at the start of UTF-8 text. JSON does not allow it
(RFC 8259, section 8.1), and libvirt, systemd and Python all reject it. Save the file as UTF-8 without a byte order mark.`,
  examples: () => ({
    valid: [withMembers({})],
    invalid: [makeExample('\ufeff' + withMembers({}).text, 'U+FEFF { … }')],
  }),
};
