/** The file with the settings of libvirt's QEMU driver, below its configuration folder. */
export const QEMU_CONF = 'libvirt/qemu.conf';

/** More strings than any real list has. */
const MAX_STRINGS = 1000;

/**
 * Reads a list of strings from libvirt's settings: `name = [ "a", "b" ]`, with strings in double, single or three double quotes, and
 * comments from `#` to the end of the line. Undefined if the setting is missing or not a list of strings. The first of several
 * counts. Takes time in proportion to the text. [libvirt src/util/virconf.c]
 */
export function readStringList(text: string, name: string): readonly string[] | undefined {
  let at = 0;
  while (at < text.length) {
    at = skipBlanks(text, at, true);
    const word = matchAt(WORD, text, at);
    const start = word === undefined ? -1 : skipBlanks(text, at + word.length, false);
    if (word === name && text[start] === '=') return readList(text, start + 1);
    at = word !== undefined && text[start] === '=' ? skipValue(text, start + 1) : skipLine(text, at);
  }
  return undefined;
}

const WORD = /[A-Za-z_][\w.-]*/y;
const STRING = /"""([^]*?)"""|"([^"\n]*)"|'([^'\n]*)'/y;

function readList(text: string, from: number): readonly string[] | undefined {
  let at = skipBlanks(text, from, false);
  if (text[at] !== '[') return undefined;
  const found: string[] = [];
  for (at++; found.length < MAX_STRINGS;) {
    at = skipBlanks(text, at, true);
    if (text[at] === ']') return found;
    STRING.lastIndex = at;
    const string = STRING.exec(text);
    if (!string) return undefined;
    found.push(string[1] ?? string[2] ?? string[3] ?? '');
    at = skipBlanks(text, STRING.lastIndex, true);
    if (text[at] === ',') at++;
    else if (text[at] !== ']') return undefined;
  }
  return undefined;
}

/** Finds the end of a value: a list may span lines, and brackets in strings and comments do not end it. */
function skipValue(text: string, from: number): number {
  let at = skipBlanks(text, from, false);
  if (text[at] !== '[')
    return skipLine(text, matchAt(STRING, text, at) === undefined ? at : STRING.lastIndex);
  for (at++; at < text.length && text[at] !== ']';) {
    at = skipBlanks(text, at, true);
    if (text[at] === ']') break;
    at = matchAt(STRING, text, at) === undefined ? at + 1 : STRING.lastIndex;
  }
  return at + 1;
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** Returns the next character that is neither blank nor in a comment. */
function skipBlanks(text: string, from: number, overLines: boolean): number {
  let at = from;
  for (; at < text.length; at++) {
    const character = text[at] ?? '';
    if (overLines && character === '#') at = skipLine(text, at) - 1;
    else if (character !== ' ' && character !== '\t' && !(overLines && '\r\n'.includes(character))) break;
  }
  return at;
}

function skipLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end + 1;
}
