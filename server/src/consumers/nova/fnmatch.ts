/**
 * Returns whether a name matches a pattern as in Python's `fnmatch.fnmatch` on a case-sensitive system: `*`, `?`, `[a-z]` and `[!a-z]`; an
 * unclosed bracket matches itself. Takes time at most in proportion to the product of the lengths.
 */
export function matchesLikePython(name: string, pattern: string): boolean {
  const parts = parsePattern(pattern);
  let at = 0;
  let part = 0;
  let star = -1;
  let taken = 0;
  while (at < name.length) {
    const current = parts[part];
    if (current === '*') {
      star = part++;
      taken = at;
    } else if (current?.(name.charAt(at)) === true) {
      at++;
      part++;
    } else if (star >= 0) {
      // The last star matches one more character.
      part = star + 1;
      at = ++taken;
    } else {
      return false;
    }
  }
  return parts.slice(part).every((each) => each === '*');
}

type Part = '*' | ((character: string) => boolean);

function parsePattern(pattern: string): Part[] {
  const parts: Part[] = [];
  const lastClosing = pattern.lastIndexOf(']');
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    const end = character === '[' ? findSetEnd(pattern, at, lastClosing) : undefined;
    if (end !== undefined) {
      parts.push(parseSet(pattern.slice(at + 1, end)));
      at = end;
    } else if (character === '*') parts.push('*');
    else if (character === '?') parts.push(() => true);
    else parts.push((other) => other === character);
  }
  return parts;
}

/** Returns where the set that opens at `start` is closed. A leading bracket is part of the set. */
function findSetEnd(pattern: string, start: number, lastClosing: number): number | undefined {
  const first = pattern.charAt(start + 1) === '!' ? start + 2 : start + 1;
  return first < lastClosing ? pattern.indexOf(']', first + 1) : undefined;
}

function parseSet(set: string): (character: string) => boolean {
  const isNegated = set.startsWith('!');
  const inner = isNegated ? set.slice(1) : set;
  const ranges: [first: string, last: string][] = [];
  for (let at = 0; at < inner.length; at++) {
    const first = inner.charAt(at);
    const isRange = inner.charAt(at + 1) === '-' && at + 2 < inner.length;
    ranges.push([first, isRange ? inner.charAt(at + 2) : first]);
    if (isRange) at += 2;
  }
  return (character) => ranges.some(([first, last]) => first <= character && character <= last) !== isNegated;
}
