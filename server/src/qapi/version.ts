import type { Branch, Definition, Entry, Schema, UnionType } from './schema';
import { listEnumValues, findMember } from './lookup';

/** Compares release numbers part by part: negative if `a` is older than `b`, 0 if they are the same (`7.0` is `7.0.0`). */
export function compareVersions(a: string, b: string): number {
  const left = splitParts(a);
  const right = splitParts(b);
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function splitParts(version: string): number[] {
  return version.split('.').map((part) => Number.parseInt(part, 10) || 0);
}

/** Reduces the schema to that of the release `version`, without definitions, members, values and branches that were added later. */
export function limitToVersion(schema: Schema, version: string): Schema {
  const known = ({ since }: Pick<Entry, 'since'>): boolean =>
    since === undefined || compareVersions(since, version) <= 0;
  const definitions = new Map<string, Definition>();
  for (const [name, definition] of schema.definitions) {
    if (known(definition)) definitions.set(name, keepKnownEntries(definition, known));
  }
  const filtered = { ...schema, definitions };
  for (const [name, definition] of definitions) {
    if (definition.kind === 'union')
      definitions.set(name, change(definition, { branches: listNamedBranches(filtered, definition) }));
  }
  return filtered;
}

const LISTS = ['values', 'members', 'baseMembers', 'branches', 'alternatives'] as const;

function keepKnownEntries(definition: Definition, known: (entry: Entry) => boolean): Definition {
  const copy = change(definition, {});
  const lists = copy as Partial<Record<(typeof LISTS)[number], readonly Entry[]>>;
  for (const name of LISTS) {
    const entries = lists[name];
    if (entries) lists[name] = entries.filter(known);
  }
  return copy;
}

/** Copies a definition with other parts. Its documentation is read through its prototype. */
function change<Kind extends Definition>(definition: Kind, parts: Partial<Kind>): Kind {
  const copy = Object.create(Object.getPrototypeOf(definition) as object) as Kind;
  return Object.assign(copy, definition, parts);
}

/** Keeps the branches whose name is still a value of the discriminator; keeps all if that is not a known enum. */
function listNamedBranches(schema: Schema, union: UnionType): readonly Branch[] {
  const discriminator = findMember(schema, union, union.discriminator);
  const values = discriminator && listEnumValues(schema, discriminator.type.name);
  if (!values) return union.branches;
  const names = new Set(values.map(({ name }) => name));
  return union.branches.filter(({ name }) => names.has(name));
}
