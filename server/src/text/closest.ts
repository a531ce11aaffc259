/**
 * Finds the candidate that `word` most likely means; undefined if none is near. Near means: equal except for case and separators, equal
 * with a suffix, or within one edit for every three characters (a transposition of neighbours is one edit).
 */
export function findClosest(word: string, candidates: Iterable<string>): string | undefined {
  const folded = fold(word);
  let best: string | undefined;
  let bestDistance = Math.floor(Math.max(folded.length, 3) / 3) + 1;
  let left = MAX_CANDIDATES;
  for (const candidate of candidates) {
    if (left-- <= 0) break;
    const distance = startsAlike(folded, fold(candidate))
      ? 1
      : measureDistance(folded, fold(candidate), bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/**
 * Finds the only candidate that a name of several words can mean if every word counts (`acpi-s5` is not `acpi-s3`): either each word of
 * the candidate is near the word in the same place, or the name has some of its words and no other candidate has them. Undefined if no
 * candidate or several are possible.
 */
export function findByWords(name: string, candidates: readonly string[]): string | undefined {
  const words = splitWords(name);
  const known = candidates.slice(0, MAX_CANDIDATES);
  const same =
    known.find((candidate) => isSlip(name, candidate) || fold(candidate) === fold(name)) ??
    known.find((candidate) => areNear(words, splitWords(candidate)));
  if (same !== undefined) return same;
  const longer = known.filter((candidate) => isPartOf(words, splitWords(candidate)));
  return longer.length === 1 ? longer[0] : undefined;
}

/**
 * Whether `word` is `meant` except for case, `_` for `-` or two transposed neighbours: a typing mistake that no one makes on purpose.
 */
export function isSlip(word: string, meant: string): boolean {
  if (word.length !== meant.length) return false;
  const [a, b] = [word, meant].map((each) => each.toLowerCase().replaceAll('_', '-'));
  if (a === undefined || b === undefined) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const swapped = a.slice(0, at) + a.charAt(at + 1) + a.charAt(at) + a.slice(at + 2);
  return swapped === b;
}

function splitWords(name: string): string[] {
  return name
    .slice(0, MAX_LENGTH)
    .toLowerCase()
    .split(/[-_ ]+/)
    .filter((word) => word !== '');
}

/** Whether all words are near, pair by pair: one edit for every three characters of the shorter one, so `s5` is not near `s3`. */
function areNear(a: readonly string[], b: readonly string[]): boolean {
  return (
    a.length === b.length &&
    a.every((word, index) => {
      const other = b[index] ?? '';
      const limit = Math.floor(Math.min(word.length, other.length) / 3) + 1;
      return measureDistance(word, other, limit) < limit;
    })
  );
}

/** Whether `some` is a subsequence of `words`. */
function isPartOf(some: readonly string[], words: readonly string[]): boolean {
  let found = 0;
  for (const word of words) if (word === some[found]) found++;
  return some.length > 0 && found === some.length;
}

/** Whether one is the other plus a suffix: `splitted`, `verbose`. */
function startsAlike(a: string, b: string): boolean {
  return a !== b && Math.min(a.length, b.length) >= 4 && (a.startsWith(b) || b.startsWith(a));
}

/** Removes case and separators, which never distinguish two names of a QAPI schema. */
function fold(word: string): string {
  return word.slice(0, MAX_LENGTH).toLowerCase().replace(/[-_ ]/g, '');
}

/** Much longer than any name of the schema; limits the work on a hostile word. */
const MAX_LENGTH = 64;

/** Twice the longest list of names in QEMU's schema; limits the work on a hostile list. */
const MAX_CANDIDATES = 1000;

/** Measures the optimal string alignment distance of two words, up to `limit`. */
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
