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
      message: t(
        'A byte order mark stands in front of the JSON, which has no place for it. Save the file as UTF-8 without it.',
      ),
      fixes: [{ title: t('Remove the byte order mark'), edits: [{ ...range, newText: '' }], safe: true }],
    }));
  },
};

export const jsonByteOrderMarkDocs: RuleDocs = {
  rule: jsonByteOrderMark,
  title: 'A byte order mark in front of the JSON',
  documentation: `The file starts with the character U+FEFF, which some editors write in front of UTF-8 text. JSON has no place for it
(RFC 8259, section 8.1), and libvirt, systemd and Python all refuse it. Save the file as UTF-8 without a byte order mark.`,
  examples: () => ({
    valid: [withMembers({})],
    invalid: [makeExample('\ufeff' + withMembers({}).text, 'U+FEFF { … }')],
  }),
};
