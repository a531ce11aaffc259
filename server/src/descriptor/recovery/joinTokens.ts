import type { PlacedToken } from './token';

/**
 * The tokens, with one value in the place of those that make up one: strings that are added up, strings side by side after a colon, and
 * `NAME=VALUE` without quotes in a list.
 */
export function joinTokens(text: string, tokens: readonly PlacedToken[]): PlacedToken[] {
  const joined: PlacedToken[] = [];
  const open: string[] = [];
  const read = ({ start, end }: PlacedToken): string => text.slice(start, end);
  const isString = (token: PlacedToken | undefined): token is PlacedToken =>
    token?.kind === 'value' &&
    !token.isOpen &&
    /^(?:sign)?$/.test(token.spelling ?? '') &&
    text[token.start] === '"';
  tokens.forEach((token, index) => {
    if (/^[{[]$/.test(token.kind)) open.push(token.kind);
    else if (/^[}\]]$/.test(token.kind)) open.pop();
    const [before, last] = [joined.at(-2), joined.at(-1)];
    const sign = token.column === undefined ? /^(?:\+|\.{1,2}|~)$/ : /^\+$/;
    const isSum = isString(before) && last?.kind === 'junk' && sign.test(read(last));
    const first = isSum ? before : before?.kind === ':' && token.column === undefined ? last : undefined;
    if (isString(token) && isString(first) && tokens[index + 1]?.kind !== ':') {
      const gap = { start: first.end - 1, end: token.start + 1, newText: '' };
      joined.splice(isSum ? -2 : -1, 2, {
        ...first,
        end: token.end,
        edits: [...first.edits, gap, ...token.edits],
        spelling: 'sign',
      });
    } else if (
      open.at(-1) === '[' &&
      before?.spelling === 'word' &&
      last?.kind === ':' &&
      read(last) === '=' &&
      /^\S+=[^\s"']+$/.test(text.slice(before.start, token.end))
    ) {
      const place = { start: before.start, end: token.end };
      joined.splice(-2, 2, {
        ...before,
        ...place,
        edits: [{ ...place, newText: JSON.stringify(read({ ...before, ...place })) }],
      });
    } else joined.push(token);
  });
  return joined;
}
