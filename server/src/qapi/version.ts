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

function keepKnownEntries(definition: Definition, known: (entry: Entry) => boolean): Definition {
  switch (definition.kind) {
    case 'enum':
      return change(definition, { values: definition.values.filter(known) });
    case 'struct':
      return change(definition, { members: definition.members.filter(known) });
    case 'union':
      return change(definition, {
        baseMembers: definition.baseMembers.filter(known),
        branches: definition.branches.filter(known),
      });
    case 'alternate':
      return change(definition, { alternatives: definition.alternatives.filter(known) });
    default:
      return definition.members
        ? change(definition, { members: definition.members.filter(known) })
        : definition;
  }
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
