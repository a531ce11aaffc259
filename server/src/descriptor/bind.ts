import { listMembers, listBranchMembers, type DeclaredMember } from '../qapi/lookup';
import type { Branch, Schema, StructType, UnionType } from '../qapi/schema';
import type { JsonObject, JsonProperty, JsonValue } from './json';
import type { ExpectedType, TypedList, TypedMember, TypedNode, TypedObject, Untyped } from './typedTree';

/** Gives every value under `root` its type, starting with `typeName`; the union's discriminator is read before its members. */
export function bind(root: JsonValue, schema: Schema, typeName: string): TypedNode {
  return bindValue(root, { name: typeName, isList: false }, schema, {});
}

/** The place of a value: under a member, in a list, or (neither) at the root. */
type Place = Pick<Untyped, 'member' | 'parent'>;
type Writable<T> = { -readonly [K in keyof T]: T[K] };

function bindValue(json: JsonValue, expected: ExpectedType, schema: Schema, place: Place): TypedNode {
  if (expected.isList)
    return json.kind === 'array'
      ? bindList(json, expected, schema, place)
      : { ...place, kind: 'mismatch', json, expected };
  const definition = schema.definitions.get(expected.name);
  switch (definition?.kind) {
    case 'struct':
    case 'union':
      return json.kind === 'object'
        ? bindObject(json, definition, schema, place)
        : { ...place, kind: 'mismatch', json, expected };
    case 'enum':
      return json.kind === 'string'
        ? { ...place, kind: 'enum', json, type: definition, value: json.value }
        : { ...place, kind: 'mismatch', json, expected };
    case undefined:
      return fitsBuiltin(json, expected.name)
        ? { ...place, kind: 'builtin', json, type: expected.name }
        : { ...place, kind: 'mismatch', json, expected };
    default:
      return { ...place, kind: 'untyped', json };
  }
}

function bindList(
  json: JsonValue & { kind: 'array' },
  expected: ExpectedType,
  schema: Schema,
  place: Place,
): TypedList {
  const elements: TypedNode[] = [];
  const list: TypedList = { ...place, kind: 'list', json, elementType: expected.name, elements };
  for (const element of json.elements) {
    elements.push(bindValue(element, { name: expected.name, isList: false }, schema, { parent: list }));
  }
  return list;
}

function bindObject(
  json: JsonObject,
  type: StructType | UnionType,
  schema: Schema,
  place: Place,
): TypedObject {
  const branch = type.kind === 'union' ? findSelectedBranch(json, type) : undefined;
  const { allowed, byName } = getMembers(schema, type, branch);
  const members: TypedMember[] = [];
  const named = new Map<string, TypedMember>();
  const resolved = type.kind === 'struct' || branch !== undefined;
  const object: TypedObject = {
    ...place,
    kind: 'object',
    json,
    type,
    allowed,
    members,
    named,
    resolved,
    branch,
  };
  const first = new Map<string, TypedMember>();
  for (const property of json.properties) {
    const name = property.key.value;
    const original = first.get(name);
    const member = bindMember(property, object, byName.get(name), original, schema);
    if (!original) first.set(name, member);
    named.set(name, member);
    members.push(member);
  }
  return object;
}

/** The members that an object of a type may have, and those that are known by their names. */
interface MemberTable {
  readonly allowed: readonly DeclaredMember[];
  readonly byName: ReadonlyMap<string, DeclaredMember>;
}

/** By schema, and by branch or, where none is selected, type: a text may have as many objects as the type has members. */
const tables = new WeakMap<Schema, Map<StructType | UnionType | Branch, MemberTable>>();

function getMembers(schema: Schema, type: StructType | UnionType, branch: Branch | undefined): MemberTable {
  const known = tables.get(schema) ?? new Map<StructType | UnionType | Branch, MemberTable>();
  tables.set(schema, known);
  const table = known.get(branch ?? type) ?? makeTable(schema, type, branch);
  known.set(branch ?? type, table);
  return table;
}

function makeTable(schema: Schema, type: StructType | UnionType, branch: Branch | undefined): MemberTable {
  const allowed = [...listMembers(schema, type), ...(branch ? listBranchMembers(schema, branch) : [])];
  const possible = branch ? allowed : [...listMembersOfAnyBranch(type, schema), ...allowed];
  return { allowed, byName: new Map(possible.map((entry) => [entry.member.name, entry])) };
}

function bindMember(
  json: JsonProperty,
  object: TypedObject,
  allowed: DeclaredMember | undefined,
  duplicateOf: TypedMember | undefined,
  schema: Schema,
): TypedMember {
  const member: Writable<TypedMember> = {
    json,
    name: json.key.value,
    object,
    allowed,
    duplicateOf,
  };
  if (json.value) {
    const place = { member, parent: object };
    const type = allowed?.member.type;
    member.value = type
      ? bindValue(json.value, { name: type.name, isList: type.isArray }, schema, place)
      : { ...place, kind: 'untyped', json: json.value };
  }
  return member;
}

/** The branch that the discriminator's value names. A value without a branch of its own selects an empty one. */
function findSelectedBranch(json: JsonObject, union: UnionType): Branch | undefined {
  const value = json.properties.findLast(({ key }) => key.value === union.discriminator)?.value;
  return value?.kind === 'string' ? union.branches.find(({ name }) => name === value.value) : undefined;
}

/** While the branch is not known, the members of every branch may be meant. */
function listMembersOfAnyBranch(type: StructType | UnionType, schema: Schema): DeclaredMember[] {
  return type.kind === 'union' ? type.branches.flatMap((branch) => listBranchMembers(schema, branch)) : [];
}

/** Whether a JSON value is of the kind that a QAPI built-in type takes. A type that is not known takes any value. */
function fitsBuiltin(json: JsonValue, type: string): boolean {
  switch (type) {
    case 'str':
      return json.kind === 'string';
    case 'bool':
      return json.kind === 'boolean';
    case 'null':
      return json.kind === 'null';
    case 'number':
      return json.kind === 'number';
    default:
      return !/^(u?int\d*|size)$/.test(type) || (json.kind === 'number' && Number.isInteger(json.value));
  }
}
