import type { TextRange } from '../../text/lineIndex';

/** Returns where to show a finding about the whole file: its first character, if it has one. */
export function findHeadOfFile(text: string): TextRange {
  return { start: 0, end: Math.min(1, text.length) };
}
