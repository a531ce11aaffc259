import type { SchemaContext } from '../descriptor/schemaContext';
import type { TypedEnum, TypedMember, TypedObject } from '../descriptor/typedTree';
import { isObjectType, listMembers, listBranchMembers, type DeclaredMember } from '../qapi/lookup';
import type { Branch, EnumValue, Schema } from '../qapi/schema';

/** Finds the declaration of a member in the chosen release, or else in a later one. */
export function findMemberDeclaration(
  member: TypedMember,
  { full }: SchemaContext,
): DeclaredMember | undefined {
  return (
    member.allowed ?? listMembersIn(full, member.object).find(({ member: { name } }) => name === member.name)
  );
}

/** Finds the declaration of an enum's value in the chosen release or a later one. */
export function findValueDeclaration(
  { type, value }: TypedEnum,
  { full }: SchemaContext,
): EnumValue | undefined {
  const own = type.values.find(({ name }) => name === value);
  if (own) return own;
  const later = full.definitions.get(type.name);
  return later?.kind === 'enum' ? later.values.find(({ name }) => name === value) : undefined;
}

/** Finds the branch that a value selects, if it is that of a union's discriminator. */
export function findBranch({ value, member }: TypedEnum, { full }: SchemaContext): Branch | undefined {
  const union = member && full.definitions.get(member.object.type.name);
  return union?.kind === 'union' && union.discriminator === member?.name
    ? union.branches.find(({ name }) => name === value)
    : undefined;
}

function listMembersIn(schema: Schema, object: TypedObject): DeclaredMember[] {
  const type = schema.definitions.get(object.type.name);
  if (!isObjectType(type)) return [];
  const branch =
    type.kind === 'union' ? type.branches.find(({ name }) => name === object.branch?.name) : undefined;
  return [...listMembers(schema, type), ...(branch ? listBranchMembers(schema, branch) : [])];
}
