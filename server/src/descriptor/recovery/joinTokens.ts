import type { PlacedToken } from './token';

/** The tokens, with one string in the place of those that are added up with a plus, or that lie side by side after a colon. */
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
    } else joined.push(token);
  });
  return joined;
}
