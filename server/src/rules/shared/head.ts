import type { TextRange } from '../../text/lineIndex';

/** Where to show what concerns the file: on its first character, if it has any. */
export function findHeadOfFile(text: string): TextRange {
  return { start: 0, end: Math.min(1, text.length) };
}
