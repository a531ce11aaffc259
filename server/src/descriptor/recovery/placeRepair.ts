import type { TextRange } from '../../text/lineIndex';
import type { TextEdit } from '../../text/textEdit';
import { findIndent, findLineEnd } from '../edits';
import { MISSING_NAME, MISSING_VALUE } from '../syntaxProblem';
import type { Repair } from './repair';
import type { PlacedToken } from './token';

/** With more removed tokens than this, lines are not removed as a whole; keeps the work on a hostile text linear. */
const MAX_REMOVED = 50;

/** Converts a repair of tokens to an edit of the text. Inserted brackets follow the layout of the text. */
export function placeRepair(
  text: string,
  tokens: readonly PlacedToken[],
  { how, at, sign, frame }: Repair,
  removed: ReadonlySet<number>,
): TextEdit {
  const token = tokens[at];
  if (token && how === 'replace') return { start: token.start, end: token.end, newText: sign };
  const before = findBefore(tokens, at);
  if (token && how === 'remove') {
    if (sign === 'rest')
      return { start: before?.end ?? token.start, end: text.trimEnd().length, newText: '' };
    return { ...(coverLine(text, tokens, at, removed) ?? token), newText: '' };
  }

  const insert = (start: number, newText: string): TextEdit => ({ start, end: start, newText });
  if (how === 'insert') {
    if (!token) return insert(text.length, sign);
    if (token.column === undefined) return insert(token.start, sign);
    if (!before) return insert(0, sign + findLineEnd(text));
    const gap = /^[ \t]*/.exec(text.slice(before.end, token.start))?.[0].length ?? 0;
    return insert(before.end + gap, gap > 0 ? sign : ` ${sign}`);
  }
  if (sign === 'value') return insert(before?.end ?? 0, MISSING_VALUE);
  if (sign === 'name') return insert(before?.end ?? 0, MISSING_NAME);
  if (!before) return insert(0, sign);
  if (!frame) {
    // Move a comma or colon out of the string before it.
    const isInside = text.slice(before.start + 1, before.end).endsWith(`${sign}"`);
    return isInside
      ? { start: before.end - 2, end: before.end, newText: `"${sign}` }
      : insert(before.end, sign);
  }

  const opener = tokens[frame.opener];
  const next = token?.start ?? text.length;
  if (frame.column === undefined || !opener) {
    const isPadded = opener !== undefined && before !== opener && /[ \t]/.test(text.charAt(opener.end));
    const isBlank = token?.kind === ',' && /^[ \t]+$/.test(text.slice(before.end, next));
    return isBlank ? insert(next, sign) : insert(before.end, isPadded ? ` ${sign}` : sign);
  }
  if (token?.column === frame.indent && token.kind === ',') return insert(next, sign);
  const indent = frame.isInserted && !frame.parent ? '' : findIndent(text, opener.start);
  // The line of the bracket remains, blank.
  const left = text.slice(before.end, next).search(new RegExp(`(?<=[\\r\\n])${indent}(?=[\\r\\n])`));
  return left >= 0 && indent !== ''
    ? insert(before.end + left + indent.length, sign)
    : insert(before.end, findLineEnd(text) + indent + sign);
}

/** Returns the range to remove for a token: the whole line if nothing else is left on it. */
function coverLine(
  text: string,
  tokens: readonly PlacedToken[],
  at: number,
  removed: ReadonlySet<number>,
): TextRange | undefined {
  const token = tokens[at];
  if (!token) return undefined;
  const { start, end } = token;
  const startsLine = (index: number): boolean => tokens[index]?.column !== undefined;
  let [first, last] = [at, at];
  while (at - first < MAX_REMOVED && !startsLine(first) && removed.has(first - 1)) first--;
  while (last - at < MAX_REMOVED && !startsLine(last + 1) && removed.has(last + 1)) last++;
  const isWhole = startsLine(first) && (last + 1 >= tokens.length || startsLine(last + 1));
  const rest = /^[ \t]*(?:\r\n|\r|\n)/.exec(text.slice(end, end + 400))?.[0];
  if (!isWhole) return { start, end };
  return {
    start: at === first ? start - findIndent(text, start).length : start,
    end: at === last && rest !== undefined ? end + rest.length : end,
  };
}

function findBefore(tokens: readonly PlacedToken[], at: number): PlacedToken | undefined {
  let index = at - 1;
  while (index >= 0 && tokens[index]?.kind === 'comment') index--;
  return tokens[index];
}
