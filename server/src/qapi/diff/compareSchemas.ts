import type { Branch, CommandOrEvent, Definition, Entry, Feature, Member, Schema, TypeRef } from '../schema';
import type {
  Aspect,
  AspectValue,
  ChangedPart,
  Differences,
  PartKind,
  SchemaChange,
  SchemaDifference,
} from './changes';

/** Compares the definitions of two schemas by their names. Their files and the order of their parts have no meaning. */
export function compareSchemas(older: Schema, newer: Schema): SchemaDifference {
  const pairs = matchByName([...older.definitions.values()], [...newer.definitions.values()]);
  const changes = pairs.flatMap(({ name, old, found }) => {
    const kind = (found ?? old)?.kind;
    if (kind === undefined) return [];
    return compareDefinitions(old, found).map((change) => ({ definition: name, kind, ...change }));
  });
  const documentation = pairs.filter(({ old, found }) => old && found && readWords(old) !== readWords(found));
  return { changes, documentation: documentation.length };
}

type Change = Omit<SchemaChange, 'definition' | 'kind'>;
type Aspects = Partial<Record<Aspect, AspectValue | undefined>>;

function compareDefinitions(old: Definition | undefined, found: Definition | undefined): Change[] {
  const own = compareAspects(listAspects(old), listAspects(found));
  if (!old || !found) return [{ change: old ? 'removed' : 'added', aspects: own }];
  return [
    ...listChanged(own),
    ...compareFeatures(old.features, found.features),
    ...PART_KINDS.flatMap((kind) => compareParts(kind, listParts(old, kind), listParts(found, kind))),
  ];
}

function listChanged(aspects: Differences, part?: ChangedPart): Change[] {
  return Object.keys(aspects).length > 0 ? [{ change: 'changed', part, aspects }] : [];
}

const PART_KINDS = ['value', 'member', 'branch', 'alternative'] as const satisfies readonly PartKind[];

function listParts(definition: Definition, kind: (typeof PART_KINDS)[number]): readonly Entry[] {
  switch (definition.kind) {
    case 'enum':
      return kind === 'value' ? definition.values : NONE;
    case 'union':
      if (kind === 'branch') return definition.branches;
      return kind === 'member' ? definition.baseMembers : NONE;
    case 'alternate':
      return kind === 'alternative' ? definition.alternatives : NONE;
    default:
      return kind === 'member' ? (definition.members ?? NONE) : NONE;
  }
}

const NONE: readonly never[] = [];

function compareParts(kind: PartKind, before: readonly Entry[], after: readonly Entry[]): Change[] {
  return matchByName(before, after).flatMap(({ name, old, found }) => {
    const part = { kind, name };
    const aspects = compareAspects(listPartAspects(old), listPartAspects(found));
    if (!old || !found) return [{ change: old ? 'removed' : 'added', part, aspects } as const];
    return [...listChanged(aspects, part), ...compareFeatures(old.features, found.features, name)];
  });
}

function compareFeatures(before: readonly Feature[], after: readonly Feature[], of?: string): Change[] {
  return matchByName(before, after).flatMap(({ name, old, found }) => {
    const part: ChangedPart = { kind: 'feature', name, ...(of !== undefined && { of }) };
    const aspects = compareAspects({ if: old?.condition }, { if: found?.condition });
    if (old && found) return listChanged(aspects, part);
    const added = name === 'deprecated' ? 'deprecated' : 'added';
    return [{ change: old ? 'removed' : added, part, aspects } as const];
  });
}

interface Pair<T> {
  readonly name: string;
  readonly old: T | undefined;
  readonly found: T | undefined;
}

/** Pairs entries by name: those of the first list in its order, then the others of the second. */
function matchByName<T extends { readonly name: string }>(
  before: readonly T[],
  after: readonly T[],
): Pair<T>[] {
  const old = indexByName(before);
  const found = indexByName(after);
  return [...new Set([...old.keys(), ...found.keys()])].map((name) => ({
    name,
    old: old.get(name),
    found: found.get(name),
  }));
}

/** The first of two entries with one name counts. */
function indexByName<T extends { readonly name: string }>(entries: readonly T[]): ReadonlyMap<string, T> {
  const index = new Map<string, T>();
  for (const entry of entries) if (!index.has(entry.name)) index.set(entry.name, entry);
  return index;
}

function compareAspects(before: Aspects, after: Aspects): Differences {
  const aspects = [...new Set([...Object.keys(before), ...Object.keys(after)])] as Aspect[];
  return Object.fromEntries(
    aspects
      .map((aspect) => [aspect, { old: before[aspect], new: after[aspect] }] as const)
      .filter(([, values]) => JSON.stringify(values.old) !== JSON.stringify(values.new)),
  );
}

function listAspects(definition: Definition | undefined): Aspects {
  if (!definition) return {};
  const { kind, condition, since } = definition;
  return { kind, if: condition, since, ...listKindAspects(definition) };
}

function listKindAspects(definition: Definition): Aspects {
  switch (definition.kind) {
    case 'enum':
      return { prefix: definition.prefix };
    case 'struct':
      return { base: definition.base?.name };
    case 'union':
      return { base: definition.base?.name, discriminator: definition.discriminator };
    case 'alternate':
      return {};
    default:
      return listCommandAspects(definition);
  }
}

function listCommandAspects({ data, returns, flags }: CommandOrEvent): Aspects {
  return {
    data: data && formatType(data),
    returns: returns && formatType(returns),
    ...Object.fromEntries(FLAGS.map((flag) => [flag, flags[flag]])),
  };
}

const FLAGS = ['boxed', 'gen', 'success-response', 'allow-oob', 'allow-preconfig', 'coroutine'] as const;

function listPartAspects(part: Entry | Member | Branch | undefined): Aspects {
  if (!part) return {};
  return {
    type: 'type' in part ? formatType(part.type) : undefined,
    optional: 'optional' in part ? part.optional : undefined,
    if: part.condition,
    since: part.since,
  };
}

function formatType({ name, isArray }: TypeRef): string {
  return isArray ? `[${name}]` : name;
}

/** The documentation, but for its spaces and line ends. */
function readWords({ doc }: Definition): string {
  return (doc?.sections ?? [])
    .map(({ kind, name = '', text }) => `${kind} ${name} ${text.replace(/\s+/g, ' ')}`)
    .join('\n');
}
