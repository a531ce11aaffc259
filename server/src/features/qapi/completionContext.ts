import { tokenize, type Token } from '../../qapi/lexer';
import type { TextRange } from '../../text/lineIndex';

/** One level around the cursor. */
export interface Level {
  readonly open: '{' | '[';
  /** The keys before and, in the same object, after the cursor. */
  readonly keys: string[];
  /** The value of each key, if it is a string. */
  readonly values: Map<string, string>;
  /** The key whose value the next level, or the cursor, is. */
  key: string | undefined;
}

/** Where the cursor is in the code of an item at the top level. */
export interface CodeContext {
  /** The levels around the cursor, outermost first; none at the top level. */
  readonly levels: readonly Level[];
  /** Whether a key is expected; otherwise a value. */
  readonly wantsKey: boolean;
  /** The string at the cursor with its quotes, or the empty place. */
  readonly replace: TextRange;
  /** Whether the string at the cursor has its closing quote, or needs none as something else follows. */
  readonly hasColon: boolean;
}

/** A longer item is not read; QEMU's longest has a few thousand characters. */
const MAX_LENGTH = 200_000;

/**
 * Finds out where in an item the cursor is. Reads the tokens from the start of the item, so the text after the cursor may be anything.
 *
 * @param start the offset of the item
 */
export function findCodeContext(text: string, start: number, offset: number): CodeContext | undefined {
  if (offset - start > MAX_LENGTH) return undefined;
  const lineEnd = findLineEnd(text, offset);
  const { tokens } = tokenize(text.slice(start, lineEnd));
  const at = offset - start;
  const levels: Level[] = [];
  let afterColon = false;
  let lastString: string | undefined;
  for (const token of tokens) {
    if (token.kind === 'end' || token.start >= at || isTouched(token, at)) break;
    const level = levels.at(-1);
    if (token.kind === '{' || token.kind === '[') {
      levels.push({ open: token.kind, keys: [], values: new Map(), key: undefined });
      afterColon = false;
    } else if (token.kind === '}' || token.kind === ']') {
      levels.pop();
      afterColon = false;
    } else if (token.kind === ':' && level && lastString !== undefined) {
      level.keys.push(lastString);
      level.key = lastString;
      afterColon = true;
    } else if (token.kind === ',') {
      afterColon = false;
    } else if (token.kind === 'string' && afterColon && level?.key !== undefined) {
      level.values.set(level.key, token.value);
    }
    lastString = token.kind === 'string' ? token.value : undefined;
  }
  const touched = tokens.find((token) => isTouched(token, at));
  const replace = touched
    ? { start: start + touched.start, end: start + findStringEnd(touched, text.slice(start, lineEnd), at) }
    : { start: offset, end: offset };
  const hasColon = /^\s*:/.test(text.slice(replace.end, replace.end + 20));
  const wantsKey = levels.at(-1)?.open === '{' && !afterColon;
  return { levels, wantsKey, replace, hasColon };
}

/** Whether the cursor is in a string, or directly after letters that have no quotes yet. */
function isTouched({ kind, start, end, value }: Token, at: number): boolean {
  if (kind === 'string') return start < at && (at < end || end - start < 2 || value.length + 2 > end - start);
  return kind === 'stray' && start < at && at <= end && /^\w/.test(value);
}

/** A string without its closing quote ends with the name at the cursor: what follows on the line is something else. */
function findStringEnd({ kind, start, end }: Token, text: string, at: number): number {
  if (
    kind === 'stray' ||
    (end - start > 1 && text[end - 1] === "'" && !/[:,{}[\]]/.test(text.slice(at, end - 1)))
  )
    return end;
  return at + (/^[\w-]*/.exec(text.slice(at))?.[0].length ?? 0);
}

function findLineEnd(text: string, offset: number): number {
  const found = text.slice(offset).search(/[\r\n]/);
  return found < 0 ? text.length : offset + found;
}
