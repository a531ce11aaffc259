/**
 * Patterns for the paths of files, with `/` on every system. In a pattern `*` stands for any text without `/`, `?` for one
 * character, `**` for any number of folders, `{a,b}` for one of several texts, and a backslash takes the next character for itself.
 * A pattern without `/`, or one that starts with `**`, matches in every folder; any other relative one starts at its folder.
 * What matches a folder matches everything in it. The work is bounded by the product of the two lengths.
 */
import { removeTrailingSlashes } from './trimming';

/** Tells of an absolute path whether it is meant. */
export type PathTest = (path: string) => boolean;

/** The test for a pattern. @param folder where relative patterns start; without it they match nothing */
export function compileGlob(pattern: string, folder?: string): PathTest {
  const alternatives = expandBraces(pattern).patterns.flatMap((plain) => {
    const segments = compileSegments(plain, folder);
    return segments ? [segments] : [];
  });
  return (path) => {
    const names = split(path).map((name) => Array.from(name));
    return alternatives.some((segments) =>
      covers(
        segments,
        names,
        (segment) => segment === ANY_FOLDERS,
        (segment, name) => segment !== ANY_FOLDERS && matchesName(segment, name),
      ),
    );
  };
}

const ANY_FOLDERS = Symbol('**');
const ANY_TEXT = Symbol('*');
const ANY_CHARACTER = Symbol('?');
type NamePattern = readonly (string | typeof ANY_TEXT | typeof ANY_CHARACTER)[];
type Segment = NamePattern | typeof ANY_FOLDERS;

/** What follows the last segment may be a path inside of what is matched: hence `**` at the end. */
function compileSegments(pattern: string, folder: string | undefined): Segment[] | undefined {
  const names = split(pattern);
  const start = folder === undefined ? undefined : split(folder);
  const first = names.findIndex((name) => name !== '..');
  const above = first < 0 ? names.length : first;
  start?.splice(Math.max(0, start.length - above));
  const own = names.slice(above).map((name): Segment => (name === '**' ? ANY_FOLDERS : compileName(name)));
  const isAbsolute = /^(\/|[A-Za-z]:\/)/.test(pattern);
  const isFloating = pattern.startsWith('**') || !removeTrailingSlashes(pattern).includes('/');
  if (isAbsolute) return [...own, ANY_FOLDERS];
  if (isFloating) return [ANY_FOLDERS, ...own, ANY_FOLDERS];
  return start && [...start.map((name) => Array.from(name)), ...own, ANY_FOLDERS];
}

/** Windows writes the letter of a drive in either case. */
function split(path: string): string[] {
  return path
    .replace(/^[A-Z]:/, (drive) => drive.toLowerCase())
    .split('/')
    .filter((name) => name !== '' && name !== '.');
}

function compileName(name: string): NamePattern {
  return [...name.matchAll(/\\?./gsu)].map(([unit]) => {
    if (unit === '*') return ANY_TEXT;
    if (unit === '?') return ANY_CHARACTER;
    return unit.length > 1 && unit.startsWith('\\') ? unit.slice(1) : unit;
  });
}

function matchesName(pattern: NamePattern, name: readonly string[]): boolean {
  return covers(
    pattern,
    name,
    (unit) => unit === ANY_TEXT,
    (unit, character) => unit === ANY_CHARACTER || unit === character,
  );
}

/** Whether the items are what the pattern says. The last star is the one point to resume at: no earlier one has to be tried again. */
export function covers<P, T>(
  pattern: readonly P[],
  items: readonly T[],
  isStar: (part: P) => boolean,
  fits: (part: P, item: T) => boolean,
): boolean {
  const starAt = (at: number): boolean => at < pattern.length && isStar(pattern[at] as P);
  let at = 0;
  let star = -1;
  let resume = 0;
  for (let i = 0; i < items.length;) {
    if (starAt(at)) {
      star = at++;
      resume = i;
    } else if (at < pattern.length && fits(pattern[at] as P, items[i] as T)) {
      at++;
      i++;
    } else if (star >= 0) {
      at = star + 1;
      i = ++resume;
    } else {
      return false;
    }
  }
  while (starAt(at)) at++;
  return at === pattern.length;
}

/** Braces that stand for more patterns than this are taken for themselves. */
const MAX_ALTERNATIVES = 256;
/** So are those that take more characters than this to write out, one pair after the other. */
const MAX_WRITTEN = 64 * 1024;

/**
 * The characters of a pattern and those that it takes to write out its braces, which is what compiling it and a comparison with it cost;
 * and whether its braces are beyond the limits.
 */
export function measureGlob(pattern: string): { readonly characters: number; readonly isLiteral: boolean } {
  const { written, isLiteral } = expandBraces(pattern);
  return { characters: pattern.length + written, isLiteral };
}

/** What braces stand for. */
interface Expansion {
  readonly patterns: readonly string[];
  /** The characters that were written to get there. */
  readonly written: number;
  /** Whether they are too many, and stand for themselves. */
  readonly isLiteral: boolean;
}

/** The patterns that one with braces stands for; braces may be nested, and those without a partner stand for themselves. */
function expandBraces(pattern: string): Expansion {
  const done: string[] = [];
  const waiting = [pattern];
  let written = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const braces = findInnermostBraces(next);
    if (!braces) {
      done.push(next);
      continue;
    }
    const { start, end, choices } = braces;
    written += choices.length * next.length;
    const isMuch = done.length + waiting.length + choices.length > MAX_ALTERNATIVES || written > MAX_WRITTEN;
    if (isMuch) return { patterns: [escapeBraces(pattern)], written, isLiteral: true };
    for (const choice of choices) waiting.push(next.slice(0, start) + choice + next.slice(end));
  }
  return { patterns: done, written, isLiteral: false };
}

/** The first closing brace that has a partner, with what stands between the two. */
function findInnermostBraces(pattern: string): { start: number; end: number; choices: string[] } | undefined {
  let start = -1;
  let commas: number[] = [];
  for (let i = 0; i < pattern.length; i++) {
    const unit = pattern[i];
    if (unit === '\\') i++;
    else if (unit === '{') [start, commas] = [i, []];
    else if (unit === ',' && start >= 0) commas.push(i);
    else if (unit === '}' && start >= 0) {
      const cuts = [start, ...commas, i];
      const choices = cuts.slice(1).map((cut, index) => pattern.slice((cuts[index] ?? 0) + 1, cut));
      return { start, end: i + 1, choices };
    }
  }
  return undefined;
}

function escapeBraces(pattern: string): string {
  return pattern.replace(/\\?[{}]/g, (unit) => (unit.startsWith('\\') ? unit : `\\${unit}`));
}
