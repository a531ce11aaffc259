import { t } from '../../text/translations';
import { isLargeInteger } from '../../consumers/jsonDialect';
import { LIBVIRT_RELEASES } from '../../consumers/libvirt/releases';
import { findFirstRelease } from '../../consumers/releases';
import { withText } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { shortenToken } from '../shared/problems';

export const jsonLargeInteger: Rule = {
  code: 'json-large-integer',
  severity: 'warning',
  errorWhereRefused: 'anywhere',
  concerns: ['unusual JSON'],
  *check({ text, outline }) {
    for (const number of outline.numbers) {
      const word = text.slice(number.start, number.end);
      if (!isLargeInteger(word)) continue;
      yield {
        range: number,
        message: t(
          '“{0}” does not fit in 64 bits, so libvirt since {1} ignores the file. A descriptor needs no numbers. Remove this number.',
          shortenToken(word),
          findFirstRelease(LIBVIRT_RELEASES, ({ json }) => json.refusesLargeIntegers === true),
        ),
      };
    }
  },
};

export const jsonLargeIntegerDocs: RuleDocs = {
  rule: jsonLargeInteger,
  title: 'An integer that does not fit in 64 bits',
  documentation: `JSON allows integers of any size, but libvirt since 11.3 ignores a file with an integer below -2^63 or above 2^64 - 1,
even in a member that it does not read. No member of a descriptor is a number, so the integer belongs elsewhere.`,
  hasNoFix: true,
  examples: () => ({
    valid: [withText('UEFI firmware', 'UEFI firmware 18446744073709551616')],
    // Any number is also in a place where the schema expects something else.
    invalid: [],
  }),
};
