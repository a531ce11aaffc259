import type { TextEdit } from '../../text/textEdit';
import { USUAL_DEPTH } from './step';
import type { PlacedToken } from './token';

/** Joins strings that are concatenated with a plus, or that are adjacent after a colon, to one token. */
export function joinTokens(text: string, tokens: readonly PlacedToken[]): PlacedToken[] {
  const joined: PlacedToken[] = [];
  const isString = (token: PlacedToken | undefined): token is PlacedToken =>
    token?.kind === 'value' && !token.isOpen && text[token.start] === '"';
  tokens.forEach((token, index) => {
    const [before, last] = [joined.at(-2), joined.at(-1)];
    const isSum = last?.kind === 'junk' && text.slice(last.start, last.end) === '+';
    const first = isSum ? before : before?.kind === ':' && token.column === undefined ? last : undefined;
    if (isString(token) && isString(first) && tokens[index + 1]?.kind !== ':') {
      const gap = { start: first.end - 1, end: token.start + 1, newText: '' };
      const edits = [...first.edits, gap, ...token.edits];
      joined.splice(isSum ? -2 : -1, 2, { ...first, end: token.end, edits, spelling: 'sign' });
    } else if (isString(token) && last?.kind !== ':' && tokens[index + 1]?.kind !== ':')
      joined.push(...splitMember(text, token));
    else joined.push(token);
  });
  return joined;
}

/** Splits a member in one pair of quotes into name, colon and value, if descriptors have that name. */
function splitMember(text: string, token: PlacedToken): PlacedToken[] {
  const { start, end } = token;
  const [, name = '', colon = ''] = /^"([\w-]+)( *: *)[^"]+"$/.exec(text.slice(start, end)) ?? [];
  if (!USUAL_DEPTH.has(name) && name !== 'filename') return [token];
  const [nameEnd, valueStart] = [start + 1 + name.length, start + 1 + name.length + colon.length];
  const edits: TextEdit[] = [nameEnd, valueStart].map((at) => ({ start: at, end: at, newText: '"' }));
  const part = { ...token, spelling: undefined, column: undefined };
  return [
    { ...token, end: nameEnd, edits, spelling: 'quotes' },
    { ...part, kind: ':', start: nameEnd, end: valueStart },
    { ...part, start: valueStart },
  ];
}
