import { t } from '../../text/translations';
import { hasNonAscii } from '../../consumers/jsonDialect';
import { LIBVIRT_RELEASES } from '../../consumers/libvirt/releases';
import { findLastRelease } from '../../consumers/releases';
import { listValues } from '../../descriptor/json';
import type { TextEdit } from '../../text/textEdit';
import type { TextRange } from '../../text/lineIndex';
import { withMembers, withText } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { formatCodePoint } from '../shared/problems';

export const jsonNonAscii: Rule = {
  code: 'json-non-ascii',
  severity: 'warning',
  errorWhereRefused: 'anywhere',
  concerns: ['unusual text'],
  *check(document) {
    const { text, syntax } = document;
    if (!syntax.root || document.isAscii) return;
    for (const value of listValues(syntax.root)) {
      // Typographic quotes around the string are not part of its value.
      if (value.kind !== 'string' || !RUN.test(value.value) || !hasNonAscii(document, value)) continue;
      const [first = ''] = RUN.exec(text.slice(value.start, value.end)) ?? [];
      const [character = ''] = first;
      const edits = listEscapes(text, value);
      yield {
        range: value,
        message: t(
          'Non-ASCII character “{0}” ({1}) in a value, so libvirt {2} ignores the file. Write it as an escape.',
          character,
          formatCodePoint(character),
          findReleaseThatRefuses(),
        ),
        fixes: [
          {
            title: edits.every(({ newText }) => newText === '')
              ? t('Remove {0}', formatCodePoint(character))
              : t('Escape non-ASCII characters'),
            edits,
            safe: true,
          },
        ],
      };
    }
  },
};

export const jsonNonAsciiDocs: RuleDocs = {
  rule: jsonNonAscii,
  title: 'A non-ASCII character in a value',
  get documentation() {
    return `A string value contains a character beyond U+007F. JSON allows it, and libvirt 9.0 and 12.8 read it, but libvirt
${findReleaseThatRefuses()} with json-c 0.18 (Debian 13) ignores the whole file without a message, even if nothing reads the string.
Write the character as an escape, such as \`\\u00e9\`, or as two escapes for a character beyond U+FFFF; remove an invisible character,
such as U+200B. Member names are not affected.`;
  },
  examples: () => ({
    valid: [
      withMembers({ description: 'UEFI firmware for cafes' }),
      withText('UEFI firmware for x86_64', 'UEFI firmware for caf\\u00e9s'),
    ],
    invalid: [
      withMembers({ description: 'UEFI firmware for cafés' }),
      withMembers({ tags: ['плата'] }),
      withMembers({ description: 'UEFI firmware 🖥' }),
    ],
  }),
};

const RUN = /[^\0-\x7f]+/u;

function findReleaseThatRefuses(): string {
  return findLastRelease(LIBVIRT_RELEASES, ({ json }) => json.refusesNonAscii === true);
}

/** Invisible characters that were pasted by mistake; not those that join other characters. */
const INVISIBLE = /^[\u00ad\u200b\u200e\u200f\u2060\ufeff]+$/;

/** Returns edits that escape each run of such characters, in the letter case of the text’s other escapes. */
function listEscapes(text: string, { start, end }: TextRange): readonly TextEdit[] {
  const isUpper = /\\u[0-9a-fA-F]*[A-F]/.test(text) && !/\\u[0-9a-fA-F]*[a-f]/.test(text);
  return [...text.slice(start, end).matchAll(new RegExp(RUN, 'gu'))].map(({ 0: run, index }) => ({
    start: start + index,
    end: start + index + run.length,
    newText: INVISIBLE.test(run) ? '' : escape(run, isUpper),
  }));
}

/** Escapes each UTF-16 unit: a character beyond U+FFFF becomes two escapes. */
function escape(run: string, isUpper: boolean): string {
  const escapes: string[] = [];
  for (let at = 0; at < run.length; at++) {
    const digits = run.charCodeAt(at).toString(16).padStart(4, '0');
    escapes.push(`\\u${isUpper ? digits.toUpperCase() : digits}`);
  }
  return escapes.join('');
}
