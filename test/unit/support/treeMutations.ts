/** A whole number from 0 up to `below`. */
export type Random = (below: number) => number;

export function pick<T>(all: readonly T[], random: Random): T {
  return all[random(all.length)] as T;
}

/** The text on one line; `{}` where it is not JSON. */
export function compact(text: string): string {
  return JSON.stringify(readJson(text));
}

/** Changes the value of the text: the result is JSON with another meaning. */
export function changeTree(text: string, random: Random): string {
  const root = readJson(text);
  const places = listPlaces(root);
  if (places.length === 0) return text;
  const changed = pick(CHANGES, random)(pick(places, random), pick(places, random), random);
  return changed ? `${JSON.stringify(root, null, pick(['', '  ', '    ', '\t'], random))}\n` : text;
}

interface Place {
  readonly holder: Record<string, unknown>;
  readonly key: string;
  readonly value: unknown;
}

/** Changes one place, with another one at hand; false where that is not possible. */
type TreeChange = (place: Place, other: Place, random: Random) => boolean;

const VALUES: readonly unknown[] = [
  null,
  true,
  7,
  '',
  'raw',
  'stateless',
  'flash',
  'ppc64',
  ['intel-tdx'],
  [[]],
  '*',
];
const ELEMENTS: readonly unknown[] = ['amd-sev-snp', 'host-uefi-vars', 'pc-q35-*', null, [], {}];

const CHANGES: readonly TreeChange[] = [
  remove,
  (place) => set(place, [place.value]),
  (place) => set(place, Array.isArray(place.value) ? [] : {}),
  (place, other) => set(place, structuredClone(other.value)),
  (place, other) => set({ ...place, key: other.key }, structuredClone(other.value)),
  swap,
  (place, _other, random) => set(place, structuredClone(pick(VALUES, random))),
  misspell,
  append,
];

function set({ holder, key }: Pick<Place, 'holder' | 'key'>, value: unknown): boolean {
  if (key === '__proto__') return false;
  holder[key] = value;
  return true;
}

function remove({ holder, key }: Place): boolean {
  return Array.isArray(holder)
    ? holder.splice(Number(key), 1).length > 0
    : Reflect.deleteProperty(holder, key);
}

/** Exchanges two values, neither of which contains the other. */
function swap(place: Place, other: Place): boolean {
  if (contains(place.value, other.holder) || contains(other.value, place.holder)) return false;
  return set(place, other.value) && set(other, place.value);
}

function contains(value: unknown, part: unknown): boolean {
  return value === part || listPlaces(value).some((place) => place.value === part);
}

function misspell({ holder, key, value }: Place): boolean {
  if (Array.isArray(holder)) return false;
  Reflect.deleteProperty(holder, key);
  return set({ holder, key: `${key.slice(0, -2)}${key.slice(-1)}` }, value);
}

function append({ value }: Place, _other: Place, random: Random): boolean {
  if (!Array.isArray(value)) return false;
  value.push(structuredClone(pick<unknown>([value[0], ...ELEMENTS], random)));
  return true;
}

function listPlaces(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.entries(holder).flatMap(([key, inner]) => [
    { holder, key, value: inner },
    ...listPlaces(inner),
  ]);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
