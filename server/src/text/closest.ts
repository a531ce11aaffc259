/**
 * The candidate that `word` is most likely meant to be, or undefined where none is near. Near is: equal but for case and
 * separators, the same with something behind it, or within one edit for every three characters (a transposition of neighbours is one edit).
 */
export function findClosest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = fold(word);
  let best: string | undefined;
  let bestDistance = Math.floor(Math.max(wanted.length, 3) / 3) + 1;
  let left = MAX_CANDIDATES;
  for (const candidate of candidates) {
    if (left-- <= 0) break;
    const distance = startsAlike(wanted, fold(candidate))
      ? 1
      : measureDistance(wanted, fold(candidate), bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Whether one is the other with something behind it: `splitted`, `verbose`. */
function startsAlike(a: string, b: string): boolean {
  return a !== b && Math.min(a.length, b.length) >= 4 && (a.startsWith(b) || b.startsWith(a));
}

/** The names that QAPI gives differ in more than case and separators, so neither tells two of them apart. */
function fold(word: string): string {
  return word.slice(0, MAX_LENGTH).toLowerCase().replace(/[-_ ]/g, '');
}

/** Longer than any name of the schema by far; keeps the work on a hostile word small. */
const MAX_LENGTH = 64;

/** Twice as many as the longest list of names that QEMU's schema has; keeps the work on a hostile list small. */
const MAX_CANDIDATES = 1000;

/** The optimal string alignment distance of two words; `limit` where it is that or more. */
function measureDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(
        getCell(last, j) + 1,
        getCell(row, j - 1) + 1,
        getCell(last, j - 1) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, getCell(beforeLast, j - 2) + 1);
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return Math.min(getCell(last, b.length), limit);
}

function getCell(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
