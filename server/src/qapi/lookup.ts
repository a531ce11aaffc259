import type {
  Definition,
  Entry,
  EnumType,
  EnumValue,
  Feature,
  Member,
  Schema,
  StructType,
  UnionType,
  Branch,
} from './schema';

/** A member and the name of the definition that declares it. */
export interface DeclaredMember {
  readonly member: Member;
  readonly owner: string;
}

/** Lists the members of a struct, or those common to all branches of a union: inherited ones first. Loops and long chains of bases end. */
export function listMembers(schema: Schema, type: StructType | UnionType): DeclaredMember[] {
  return listLineage(schema, type)
    .reverse()
    .flatMap((each) => listOwnMembers(each).map((member) => ({ member, owner: each.name })));
}

/** Finds the member of that name; the inherited one of two. A base with many members may be shared by many types, so it is indexed once. */
export function findMember(schema: Schema, type: StructType | UnionType, name: string): Member | undefined {
  return listLineage(schema, type)
    .map((each) => getIndex(each).get(name))
    .findLast((member) => member !== undefined);
}

const indexes = new WeakMap<StructType | UnionType, ReadonlyMap<string, Member>>();

function getIndex(type: StructType | UnionType): ReadonlyMap<string, Member> {
  const index =
    indexes.get(type) ?? new Map([...listOwnMembers(type)].reverse().map((each) => [each.name, each]));
  indexes.set(type, index);
  return index;
}

/** How many types and their bases are searched for members. QEMU's schema has chains of up to four bases. */
export const MAX_BASES = 100;

/** Lists a type, its base, the base’s base and so on. */
function listLineage(schema: Schema, type: StructType | UnionType): (StructType | UnionType)[] {
  const lineage = new Map<string, StructType | UnionType>();
  let current: StructType | UnionType | undefined = type;
  while (current && !lineage.has(current.name) && lineage.size < MAX_BASES) {
    lineage.set(current.name, current);
    const base: Definition | undefined = current.base && schema.definitions.get(current.base.name);
    current = isObjectType(base) ? base : undefined;
  }
  return [...lineage.values()];
}

/** Lists the members that a branch adds to those of its union. */
export function listBranchMembers(schema: Schema, branch: Branch): DeclaredMember[] {
  const type = schema.definitions.get(branch.type.name);
  return isObjectType(type) ? listMembers(schema, type) : [];
}

/** Lists the structs and unions that values of the type `root` can contain, including `root`. */
export function listObjectTypes(schema: Schema, root: string): (StructType | UnionType)[] {
  const found = new Map<string, StructType | UnionType>();
  const queue = [root];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const type = schema.definitions.get(name);
    if (!isObjectType(type) || found.has(name)) continue;
    found.set(name, type);
    queue.push(...listOwnMembers(type).map((member) => member.type.name));
    if (type.base) queue.push(type.base.name);
    if (type.kind === 'union') queue.push(...type.branches.map((branch) => branch.type.name));
  }
  return [...found.values()];
}

/** Lists the members that a definition declares itself. */
export function listOwnMembers(type: StructType | UnionType): readonly Member[] {
  return type.kind === 'struct' ? type.members : type.baseMembers;
}

/** Whether values of a definition are JSON objects. */
export function isObjectType(definition: Definition | undefined): definition is StructType | UnionType {
  return definition?.kind === 'struct' || definition?.kind === 'union';
}

/** Lists the values of an enum; undefined if `typeName` is not an enum. */
export function listEnumValues(schema: Schema, typeName: string): readonly EnumValue[] | undefined {
  const type = schema.definitions.get(typeName);
  return type?.kind === 'enum' ? type.values : undefined;
}

const valueNames = new WeakMap<EnumType, ReadonlySet<string>>();

/** Whether an enum has a value of that name. */
export function hasValue(type: EnumType, name: string): boolean {
  const known = valueNames.get(type);
  if (known) return known.has(name);
  valueNames.set(type, new Set(type.values.map((value) => value.name)));
  return hasValue(type, name);
}

/** Lists the features of a definition and of its parts. @param entries the parts */
export function listFeatures(definition: Definition, entries: readonly Entry[]): readonly Feature[] {
  const features = [...definition.features];
  for (const entry of entries) if (entry.features.length > 0) features.push(...entry.features);
  return features;
}

/** Lists the parts that a definition declares: values, members, branches, alternatives or arguments. */
export function listEntries(definition: Definition): readonly Entry[] {
  switch (definition.kind) {
    case 'enum':
      return definition.values;
    case 'struct':
      return definition.members;
    case 'union':
      return definition.baseMembers.length > 0
        ? [...definition.baseMembers, ...definition.branches]
        : definition.branches;
    case 'alternate':
      return definition.alternatives;
    default:
      return definition.members ?? [];
  }
}
