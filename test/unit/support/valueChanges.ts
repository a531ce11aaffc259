import type { JsonValue } from '../../../server/src/descriptor/json';

/** The names and indices that lead from the root to a value. */
export type Path = readonly (string | number)[];

/** A place where two values differ. */
export interface ValueChange {
  readonly path: Path;
  /** Whether only the new value has something there. */
  readonly isAddition: boolean;
  /** The string that came or went, if it is one. */
  readonly word?: string | undefined;
}

/** Where two values differ. Of lists of other lengths the elements are compared as a set: an edit moves those that follow. */
export function listChanges(old: JsonValue, now: JsonValue, path: Path = []): ValueChange[] {
  if (old.kind === 'object' && now.kind === 'object') {
    const names = new Set([...old.properties, ...now.properties].map(({ key }) => key.value));
    return [...names].flatMap((name) => {
      const [before = [], after = []] = [old, now].map(({ properties }) =>
        properties.filter(({ key }) => key.value === name),
      );
      if (formatValue(before) === formatValue(after)) return [];
      if (before.length === after.length && [...before, ...after].every(({ value }) => value))
        return before.flatMap(({ value: first }, index) => {
          const second = after[index]?.value;
          return first && second ? listChanges(first, second, [...path, name]) : [];
        });
      return [{ path: [...path, name], isAddition: before.length === 0 }];
    });
  }
  if (old.kind === 'array' && now.kind === 'array') return listElementChanges(old, now, path);
  return formatValue(old) === formatValue(now) ? [] : [{ path, isAddition: false }];
}

function listElementChanges(
  old: JsonValue & { kind: 'array' },
  now: JsonValue & { kind: 'array' },
  path: Path,
): ValueChange[] {
  if (old.elements.length === now.elements.length)
    return old.elements.flatMap((element, index) => {
      const other = now.elements[index];
      return other ? listChanges(element, other, [...path, index]) : [];
    });
  const [before = [], after = []] = [old, now].map(({ elements }) => elements);
  const describe =
    (isAddition: boolean) =>
    (element: JsonValue): ValueChange => ({
      path: [...path, before.indexOf(element)],
      isAddition,
      word: element.kind === 'string' ? element.value : undefined,
    });
  return [...subtract(before, after).map(describe(false)), ...subtract(after, before).map(describe(true))];
}

function subtract(some: readonly JsonValue[], others: readonly JsonValue[]): JsonValue[] {
  const left = others.map(formatValue);
  return some.filter((element) => {
    const at = left.indexOf(formatValue(element));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

const PLACES: ReadonlySet<string> = new Set(['start', 'end', 'colon', 'closed']);

/** A part of a syntax tree as text without its places, so that two can be compared: duplicates and their order count. */
export function formatValue(part: unknown): string {
  return JSON.stringify(part, (key, value: unknown) =>
    PLACES.has(key) ? undefined : typeof value === 'number' ? String(value) : value,
  );
}

/** The path to the innermost value or member at an offset. */
export function findPath(value: JsonValue, offset: number): Path {
  const parts: [string | number, { start: number; end: number }, JsonValue | undefined][] =
    value.kind === 'object'
      ? value.properties.map((property) => [property.key.value, property, property.value])
      : value.kind === 'array'
        ? value.elements.map((element, index) => [index, element, element])
        : [];
  const part = parts.find(([, { start, end }]) => start <= offset && offset < end);
  if (!part) return [];
  const [name, , inner] = part;
  return [name, ...(inner && inner.start <= offset ? findPath(inner, offset) : [])];
}
