import type { TextEdit } from './textEdit';

/** Finds the smallest single edit that turns `before` into `after` without splitting a character; undefined if they are equal. */
export function findChangedPart(before: string, after: string): TextEdit | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  while (splits(before, start) || splits(after, start)) start--;
  let kept = 0;
  while (kept < shorter - start && before.at(-1 - kept) === after.at(-1 - kept)) kept++;
  while (splits(before, before.length - kept) || splits(after, after.length - kept)) kept--;
  return { start, end: before.length - kept, newText: after.slice(start, after.length - kept) };
}

/** Whether `offset` lies inside a surrogate pair or between CR and LF. */
function splits(text: string, offset: number): boolean {
  return /^(?:[\ud800-\udbff][\udc00-\udfff]|\r\n)$/.test(text.slice(Math.max(0, offset - 1), offset + 1));
}
