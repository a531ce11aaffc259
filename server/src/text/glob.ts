/**
 * Patterns for file paths, with `/` on every system. `*` matches any text without `/`, `?` one character, `**` any number of
 * folders and `{a,b}` one of several texts; a backslash makes the next character literal.
 * A pattern without `/`, or one that starts with `**`, matches in every folder; any other relative one starts at its folder.
 * A pattern that matches a folder matches everything in it. The time is bounded by the product of the two lengths.
 */
import { removeTrailingSlashes } from './trimming';

/** Tests whether a pattern matches an absolute path. */
export type PathTest = (path: string) => boolean;

/** Compiles a pattern. @param folder where relative patterns start; without it they match nothing */
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

/** The pattern may match a folder above the path: hence `**` at the end. */
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

/** On Windows, drive letters can have either case. */
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

/** Whether the items match the pattern. Only the last star is a point to resume at: earlier ones need not be retried. */
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

/** Braces that expand to more patterns than this are literal. */
const MAX_ALTERNATIVES = 256;
/** So are braces whose stepwise expansion writes more characters than this. */
const MAX_WRITTEN = 64 * 1024;

/**
 * Measures the cost of compiling and matching a pattern: its own characters plus those of expanding its braces. Also tells whether its
 * braces exceed the limits.
 */
export function measureGlob(pattern: string): { readonly characters: number; readonly isLiteral: boolean } {
  const { written, isLiteral } = expandBraces(pattern);
  return { characters: pattern.length + written, isLiteral };
}

/** The patterns that result from expanding braces. */
interface Expansion {
  readonly patterns: readonly string[];
  /** The number of characters written during the expansion. */
  readonly written: number;
  /** Whether there were too many, so the braces are literal. */
  readonly isLiteral: boolean;
}

/** Expands the braces of a pattern; braces may be nested, and unpaired ones are literal. */
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

/** Finds the first closing brace that has a partner, and the choices between the two. */
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
