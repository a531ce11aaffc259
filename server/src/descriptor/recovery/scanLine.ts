import type { TextEdit } from '../../text/textEdit';
import type { Spelling, Token, TokenKind } from './token';

const BLANKS = /[ \t\r\n]+/y;
/**
 * Text that looks like a blank or is invisible, but is not white space in JSON: characters, and codes of terminals and pages for blanks,
 * line ends, colours and layout.
 */
export const ODD_BLANKS =
  // eslint-disable-next-line no-control-regex -- the pattern searches for control characters
  /(?:\x1b|\^\[|\\(?:e|033|x1b|u001b))\[[\d;]*[mK]|\[[\d;]+m|Â(?=\u00a0)|ï»¿|(?:(?![ \t\r\n])[\s\0-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060])+|\\[nrt]|\^[A-Z@]|&(?:nbsp|#160);|<\/?[a-z]\w*(?:\s[^<>]*)?>|:(?=\w+\s*=>)/iy;
const WIDE = /^(?:[^\S\ufeff]|\x85|[&^\\](?:n|#|t|I))/;
const COMMENT =
  /\/\/.*|#.*|\/\*[^]*?(?:\*\/|$)|<!--[^]*?(?:-->|$)|--[ \t].*|\(\*[^]{0,200}?\*\)|\{%[^]{0,200}?%\}|\{\{[#/!>^][^{}]{0,200}\}\}|<%[^=][^]{0,200}?%>/y;
/** Starts a comment only at the start of a line. */
const LINE_COMMENT = /(?:[;%]|rem|dnl)[ \t]+\w.*/iy;
const STRING = /"(?:\\[^]|[^"\\])*"/y;
const COLON = /:=|=>|->|==?|：/y;
const COMMA = /[;，；、،\u037e]/y;
const ODD_BRACKETS: Readonly<Record<string, TokenKind>> = { '｛': '{', '｝': '}', '［': '[', '］': ']' };

/** Quotes of other languages, word processors, markup and escaped texts. */
const ODD_QUOTE = /&(?:quot|apos|#34|#39|#x2[27]);|\\["']|['‘’‚‛′＇`´]|[“”„‟″＂«»]/y;
/** The prefix of strings in Python. */
const STRING_PREFIX = /[bfru](?=['"][^'"]*['"])/iy;
const SINGLE = "'‘’‚‛′＇`´";
/** One of these before a complete JSON string is a leftover. */
const STRAY_QUOTE = /['‘’`´](?="(?:\\[^]|[^"\\])*"[ \t]*(?:[,:\]}]|$))/y;
/** Text that can follow the end of a string. */
const AFTER_STRING = /[ \t]*(?:[,:;=\]})，：；｝］]|$|\/[/*]|#)/y;
/** Placeholders that templates replace with a value. */
const PLACEHOLDER = /\{\{\s{0,9}[\w.][^{}":,]{0,80}\}\}|<%=[^"]{1,80}?%>/y;
/** Constructors of lists and objects in other languages. */
const MAKER = /\w+(?=\()/y;
/** A part of a word: a shell variable, an apostrophe, the assignment of a build flag, the colon of a drive or an address, or any other character. */
const PART =
  /(?:\$\{[\w.:-]+\}|[^\s{}[\](),:;="`“”„‟″＂«»，：；｛｝［］'‘’\u00a0]|(?<=\w)['’](?=\w)|(?<=[A-Z\d_])=(?=\w)|:(?=\/\/|\\)|(?<=\b[A-Za-z]):(?=\/))+/
    .source;
const WORD = new RegExp(`${PART}(?:[ \\t]+(?!\\/[/*]|#|[=-]>?[ \\t])${PART})*`, 'y');
/** Text without quotes, or in odd quotes, is hardly longer; keeps the work on a hostile line linear. */
const MAX_STRING = 1000;
/** Limits the search of all strings in odd quotes of a line to a small multiple of this: the more strings, the less for each. */
const MAX_SEARCH = 40_000;

/** Splits one line, or several that a string or comment joins, into tokens. */
export function scanLine(line: string): Token[] {
  const tokens: Token[] = [];
  const openParentheses: TokenKind[] = [];
  const read = (pattern: RegExp, at: number): string => {
    pattern.lastIndex = at;
    return pattern.exec(line)?.[0] ?? '';
  };
  const add = (
    kind: TokenKind,
    start: number,
    length: number,
    newText?: string,
    spelling?: Spelling,
  ): void => {
    const end = start + length;
    tokens.push({
      kind,
      start,
      end,
      edits: newText === undefined ? [] : [{ start, end, newText }],
      spelling,
    });
  };
  for (let at = 0; at < line.length; at = Math.max(at + 1, tokens.at(-1)?.end ?? 0)) {
    at += read(BLANKS, at).length;
    const character = line.charAt(at);
    if (character === '') break;
    let token: string;
    if ((token = read(ODD_BLANKS, at))) {
      const newText = token.startsWith('\\n') ? '\n' : WIDE.test(token) ? ' ' : '';
      add('comment', at, token.length, newText, 'blank');
    } else if ((token = read(COMMENT, at) || (tokens.length === 0 ? read(LINE_COMMENT, at) : ''))) {
      add('comment', at, token.length);
    } else if ((token = read(PLACEHOLDER, at))) addWord(token + read(WORD, at + token.length), at, add);
    else if ('{}[],'.includes(character)) add(character as TokenKind, at, 1);
    else if (character === '"') {
      const string = read(STRING, at);
      const isOpen = string === '';
      tokens.push({
        kind: 'value',
        start: at,
        end: isOpen ? line.length : at + string.length,
        edits: [],
        isOpen,
      });
    } else if ((token = read(COLON, at))) add(':', at, token.length, ':', 'sign');
    else if (character === ':') add(':', at, 1);
    else if (read(COMMA, at) !== '') add(',', at, 1, ',', 'sign');
    else if (ODD_BRACKETS[character]) add(ODD_BRACKETS[character], at, 1, ODD_BRACKETS[character], 'sign');
    else if (
      read(STRAY_QUOTE, at) !== '' ||
      (tokens.at(-1)?.kind !== 'value' && read(STRING_PREFIX, at) !== '')
    ) {
      add('comment', at, 1, '', 'quotes');
    } else if ((token = read(ODD_QUOTE, at))) {
      const most = Math.min(MAX_STRING, MAX_SEARCH / (tokens.length + 1));
      tokens.push(scanOddString(line, at, token, most));
    } else if (character === '(') {
      const isObject = /^\(\s*["'\w-]+\s*[:=]/.test(line.slice(at, at + 80));
      openParentheses.push(isObject ? '}' : ']');
      add(isObject ? '{' : '[', at, 1, isObject ? '{' : '[', 'sign');
    } else if (character === ')') {
      const kind = openParentheses.pop() ?? (tokens.length === 0 ? ']' : undefined);
      if (kind) add(kind, at, 1, kind, 'sign');
      else add('junk', at, 1);
    } else if ((token = read(MAKER, at))) add('comment', at, token.length, '', 'blank');
    else {
      const word = (tokens.at(-1)?.kind === ':' && readBareText(line, at)) || read(WORD, at) || character;
      addWord(word, at, add);
    }
  }
  return tokens;
}

/** Reads text without quotes after a colon: it ends before the comma of the next name, or with its object or line. */
function readBareText(line: string, start: number): string {
  const text = /^(?:[^"{}[\]:=#/]|\/(?![/*]))*/.exec(line.slice(start, start + MAX_STRING))?.[0] ?? '';
  const next = line.charAt(start + text.length);
  const comma = text.search(/[,;][^,;]*$/);
  if (next === '' || next === '}' || next === '#' || next === '/') return text.replace(/[,;]?\s*$/, '');
  return comma < 0 ? '' : text.slice(0, comma).trimEnd();
}

function addWord(
  word: string,
  at: number,
  add: (kind: TokenKind, start: number, length: number, newText?: string, spelling?: Spelling) => void,
): void {
  if (/^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/.test(word)) {
    add('value', at, word.length);
    return;
  }
  const number = /^[+-]?(?:0x[\da-f]+|\d[\d.]*|\.\d+)(?:e[+-]?\d+)?$/i.test(word)
    ? Number(word.replace(/^-(?=0x)/i, ''))
    : NaN;
  if (Number.isFinite(number))
    add('value', at, word.length, (/^-0x/i.test(word) ? '-' : '') + String(number), 'number');
  else if (/[\p{L}\p{N}*]/u.test(word)) add('value', at, word.length, correctWord(word), 'word');
  else add('junk', at, word.length);
}

/** Converts the keywords of other languages to JSON's, and puts other text in quotes. */
function correctWord(word: string): string {
  const lower = word.toLowerCase();
  if (['true', 'false', 'null'].includes(lower)) return lower;
  return ['none', 'nil', 'undefined', 'nan'].includes(lower) ? 'null' : JSON.stringify(word);
}

/** Reads a string in other quotes than JSON's. It ends at the first matching quote in a place where strings can end, otherwise at any. */
function scanOddString(line: string, start: number, first: string, most: number): Token {
  const opener = SINGLE.includes(first)
    ? (/^(.)\1+(?=[^\s,:;\]}])/.exec(line.slice(start, start + 4))?.[0] ?? first)
    : first;
  const isSame = (quote: string): boolean =>
    opener.length > 1
      ? quote === opener
      : SINGLE.includes(opener) === SINGLE.includes(quote) && quote.length === 1;
  let close: { at: number; length: number } | undefined;
  const limit = Math.min(line.length, start + opener.length + Math.floor(most));
  for (let at = start + opener.length; at < limit; at++) {
    ODD_QUOTE.lastIndex = at;
    const quote =
      line[at] === '"' && !SINGLE.includes(first)
        ? '"'
        : opener.length > first.length &&
            SINGLE.includes(line.charAt(at)) &&
            SINGLE.includes(line.charAt(at + opener.length - 1))
          ? opener
          : (ODD_QUOTE.exec(line)?.[0] ?? '');
    if (quote === '') {
      if (line[at] === '\\' && line[at + 1] === '\\') at++;
      continue;
    }
    if (isSame(quote) || quote === '"') {
      AFTER_STRING.lastIndex = at + quote.length;
      const mayEnd = AFTER_STRING.test(line);
      if (mayEnd || !close) close = { at, length: quote.length };
      if (mayEnd) break;
    }
    at += quote.length - 1;
  }
  const inner = line.slice(start + opener.length, close?.at ?? limit);
  const length = close ? inner.length : inner.replace(/[\s,;]+$/, '').length;
  const from = start + opener.length;
  const end = from + length + (close?.length ?? 0);
  const edits: TextEdit[] = [{ start, end: from, newText: '"' }];
  for (const { 0: part, index } of inner.slice(0, length).matchAll(/\\[^]|["\t]/g)) {
    if (!/\\["\\/bfnrtu]/.test(part))
      edits.push({ start: from + index, end: from + index + part.length, newText: correctPart(part) });
  }
  edits.push({ start: from + length, end, newText: '"' });
  return { kind: 'value', start, end, edits, spelling: 'quotes', isOpen: !close };
}

/** Escapes a quote, a tab, or a backslash and the next character for a string. */
function correctPart(part: string): string {
  if (part === "\\'") return "'";
  return part === '\t' ? '\\t' : `\\${part}`;
}
