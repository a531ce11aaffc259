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

/**
 * The one candidate that a name made of words can mean where every word counts (`acpi-s5` is not `acpi-s3`): all its words are there, in
 * their order and each nearly as it is written, or it has just some of them and no other candidate has those. Undefined where
 * none or several are possible.
 */
export function findByWords(name: string, candidates: readonly string[]): string | undefined {
  const wanted = splitWords(name);
  const known = candidates.slice(0, MAX_CANDIDATES);
  const same =
    known.find((candidate) => isSlip(name, candidate) || fold(candidate) === fold(name)) ??
    known.find((candidate) => areNear(wanted, splitWords(candidate)));
  if (same !== undefined) return same;
  const longer = known.filter((candidate) => isPartOf(wanted, splitWords(candidate)));
  return longer.length === 1 ? longer[0] : undefined;
}

/**
 * Whether `word` is `meant` but for case, `_` for `-` or two neighbours in each other's place: a slip of the hand that no one would
 * write on purpose.
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

/** Whether these are some of the words, in their order. */
function isPartOf(some: readonly string[], words: readonly string[]): boolean {
  let found = 0;
  for (const word of words) if (word === some[found]) found++;
  return some.length > 0 && found === some.length;
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
