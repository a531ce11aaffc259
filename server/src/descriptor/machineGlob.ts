/**
 * Patterns for machine types as libvirt reads them: `*` matches any text, `?` one character, all else is literal.
 * [glib, g_pattern_match_simple; libvirt, qemu_firmware.c]
 */

import { covers } from '../text/glob';

/** Much longer than any machine type. A longer pattern matches only itself, which limits the work on a hostile one. */
const MAX_PATTERN_LENGTH = 256;

/** Whether `pattern` matches the whole of `name`. */
export function matchesGlob(pattern: string, name: string): boolean {
  return coversName(pattern, name, () => true);
}

/** Whether `wider` certainly matches all names that `narrower` matches. May give false negatives (`?*` by `*?`), but no false positives. */
export function subsumes(wider: string, narrower: string): boolean {
  return coversName(wider, narrower, (unit) => unit !== '*');
}

/** Whether some name is matched by both patterns. */
export function globsOverlap(a: string, b: string): boolean {
  if (a === b || a.length > MAX_PATTERN_LENGTH || b.length > MAX_PATTERN_LENGTH) return a === b;
  if (startDiffers(a, b)) return false;
  // From the end of both: whether the rest of `a` from i and of `b` from j match a common name.
  let below: boolean[] = [];
  for (let i = a.length; i >= 0; i--) {
    const row: boolean[] = [];
    for (let j = b.length; j >= 0; j--) {
      const [x, y] = [a[i], b[j]];
      if (x === '*' || y === '*') row[j] = (below[j] ?? false) || (row[j + 1] ?? false);
      else if (x === undefined || y === undefined) row[j] = x === y;
      else row[j] = (x === y || x === '?' || y === '?') && (below[j + 1] ?? false);
    }
    below = row;
  }
  return below[0] ?? false;
}

/** Whether two patterns differ before their first wildcard: most pairs do. */
function startDiffers(a: string, b: string): boolean {
  const [literalA, literalB] = [a, b].map((pattern) => /^[^*?]*/.exec(pattern)?.[0] ?? '') as [
    string,
    string,
  ];
  const length = Math.min(literalA.length, literalB.length);
  return literalA.slice(0, length) !== literalB.slice(0, length);
}

/** Whether `pattern` has brackets, which shells interpret and libvirt reads literally. */
export function hasForeignGlobSyntax(pattern: string): boolean {
  return /[[\]{}]/.test(pattern);
}

/** Whether `pattern` is more than a plain name. */
export function isGlob(pattern: string): boolean {
  return /[*?]/.test(pattern);
}

function coversName(pattern: string, text: string, single: (unit: string) => boolean): boolean {
  if (pattern.length > MAX_PATTERN_LENGTH) return pattern === text;
  const wildcard = pattern.search(/[*?]/);
  if (wildcard < 0) return pattern === text;
  if (!text.startsWith(pattern.slice(0, wildcard))) return false;
  return covers(
    pattern.split(''),
    text.split(''),
    (own) => own === '*',
    (own, unit) => own === unit || (own === '?' && single(unit)),
  );
}
