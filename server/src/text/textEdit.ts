import type { TextRange } from './lineIndex';

/** Replaces the range with `newText`. The UTF-16 offsets refer to the text before the edit. */
export interface TextEdit extends TextRange {
  readonly newText: string;
}

/** Applies all `edits`, which must not overlap. Edits at one offset are applied in the order given. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    parts.push(text.slice(at, edit.start), edit.newText);
    at = edit.end;
  }
  return parts.join('') + text.slice(at);
}

/** Whether two edits conflict. */
export function overlap(a: TextRange, b: TextRange): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Whether two ranges have a place in common, also if one ends where the other starts. */
export function touch(a: TextRange, b: TextRange): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** Whether all edits are inside the text, do not overlap and split no surrogate pair; false without edits. */
export function areApplicable(text: string, edits: readonly TextEdit[]): boolean {
  const sorted = [...edits].sort((a, b) => a.start - b.start);
  return (
    sorted.length > 0 &&
    sorted.every(
      ({ start, end }, index) =>
        (sorted[index - 1]?.end ?? 0) <= start &&
        start <= end &&
        end <= text.length &&
        ![start, end].some((offset) => isInsidePair(text, offset)),
    )
  );
}

function isInsidePair(text: string, offset: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(Math.max(0, offset - 1), offset + 1));
}
