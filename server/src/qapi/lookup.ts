import type { Branch, Definition, EnumValue, Member, Schema, StructType, UnionType } from './schema';

/** The members of a struct, or those common to all branches of a union: inherited ones first. A base that loops ends. */
export function membersOf(schema: Schema, type: StructType | UnionType): readonly Member[] {
  const groups: (readonly Member[])[] = [];
  const seen = new Set<string>();
  let current: StructType | UnionType | undefined = type;
  while (current && !seen.has(current.name)) {
    seen.add(current.name);
    groups.unshift(current.kind === 'struct' ? current.members : current.baseMembers);
    const base: Definition | undefined = current.base && schema.definitions.get(current.base.name);
    current = base?.kind === 'struct' || base?.kind === 'union' ? base : undefined;
  }
  return groups.flat();
}

/** The branch of a union that a value of its discriminator selects; undefined where that value brings no members. */
export function branchFor(union: UnionType, value: string): Branch | undefined {
  return union.branches.find((branch) => branch.name === value);
}

/** The values of an enum; undefined where `typeName` is none. */
export function enumValues(schema: Schema, typeName: string): readonly EnumValue[] | undefined {
  const type = schema.definitions.get(typeName);
  return type?.kind === 'enum' ? type.values : undefined;
}
