import { t } from '../../text/translations';
import type { JsonString, JsonValue } from '../../descriptor/json';
import { withText } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { formatCodePoint } from '../shared/problems';

export const jsonOddText: Rule = {
  code: 'json-odd-text',
  severity: 'warning',
  concerns: ['unusual text'],
  *check({ text, syntax, mayBeOdd }) {
    if (!syntax.root || !mayBeOdd) return;
    for (const string of listStrings(syntax.root)) {
      if (!ODD.test(string.value)) continue;
      for (const token of text.slice(string.start, string.end).matchAll(TOKEN)) {
        const character = findCharacter(token[0]);
        if (!ODD.test(character)) continue;
        const start = string.start + token.index;
        const range = { start, end: start + token[0].length };
        yield {
          range,
          message: `${describe(character)} ${t('Programs disagree on how to read the text after this character. Remove the character.')}`,
          fixes: [{ title: t('Remove {0}', formatCodePoint(character)), edits: [{ ...range, newText: '' }] }],
        };
      }
    }
  },
};

export const jsonOddTextDocs: RuleDocs = {
  rule: jsonOddText,
  title: 'An invalid character',
  documentation: `A string contains a value that JSON can express but that programs read differently: U+0000, half of a surrogate
pair without the other half, or a noncharacter such as U+FFFF. systemd-vmspawn ignores the whole file, libvirt ends the string at
U+0000, and other programs differ in what they read. Write a character beyond U+FFFF as both escapes of its surrogate pair.`,
  examples: () => ({
    valid: [
      withText('UEFI firmware', 'UEFI firmware \\ud83d\\udda5'),
      withText('UEFI firmware', 'UEFI \\\\u0000 firmware'),
    ],
    invalid: [
      withText('UEFI firmware', 'UEFI\\u0000firmware'),
      withText('UEFI firmware', 'UEFI firmware \\ud83d'),
      withText('UEFI firmware', 'UEFI firmware \\uffff'),
    ],
  }),
};

/** U+0000, a half of a surrogate pair, and the 66 noncharacters. [Unicode, section 23.7] */
const ODD = /[\0\p{Cs}\p{Noncharacter_Code_Point}]/u;

/** A character in the form that a string has it: both escapes of a pair, one escape, or the character itself. */
const TOKEN = /\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\[^]|[^]/gu;

function findCharacter(token: string): string {
  const units = [...token.matchAll(/\\u([0-9a-fA-F]{4})/g)].map(([, hex = '']) => parseInt(hex, 16));
  return units.length > 0 ? String.fromCharCode(...units) : token;
}

function describe(character: string): string {
  const name = formatCodePoint(character);
  if (character === '\0') return t('Invalid character {0}: libvirt ends the string here. Remove it.', name);
  return /\p{Cs}/u.test(character)
    ? t('Invalid character {0}: half of a surrogate pair. Write both halves.', name)
    : t('Invalid character {0}: not a Unicode character.', name);
}

/** Lists every string in the text, including member names. The tree is bounded in depth. */
function* listStrings(value: JsonValue): Generator<JsonString> {
  if (value.kind === 'string') yield value;
  else if (value.kind === 'array') for (const element of value.elements) yield* listStrings(element);
  else if (value.kind === 'object')
    for (const property of value.properties) {
      yield property.key;
      if (property.value) yield* listStrings(property.value);
    }
}
