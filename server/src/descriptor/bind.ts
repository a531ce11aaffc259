import { listMembers, listBranchMembers, type DeclaredMember } from '../qapi/lookup';
import type { Branch, Definition, Schema, StructType, UnionType } from '../qapi/schema';
import type { JsonArray, JsonObject, JsonProperty, JsonValue } from './json';
import type {
  ExpectedType,
  Mismatch,
  TypedEnum,
  TypedList,
  TypedMember,
  TypedNode,
  TypedObject,
  TypedTree,
} from './typedTree';

/** Gives every value under `root` its type, starting with `typeName`; the union's discriminator is read before its members. */
export function bind(root: JsonValue, schema: Schema, typeName: string): TypedTree {
  const known = tables.get(schema);
  const types = known ?? new TypeTables(schema);
  if (!known) tables.set(schema, types);
  return new Binder(types).bind(root, typeName);
}

const tables = new WeakMap<Schema, TypeTables>();

/** The type that the schema expects in a place, and its definition. */
interface Slot {
  readonly expected: ExpectedType;
  readonly definition: Definition | undefined;
  /** The expected type of each element; absent unless it expects a list. */
  readonly element?: Slot;
}

/** The members that an object of a type may have, and those that are known by their names. */
interface MemberTable {
  readonly allowed: readonly DeclaredMember[];
  readonly byName: ReadonlyMap<string, { readonly declared: DeclaredMember; readonly slot: Slot }>;
}

type Holder = TypedObject | TypedList | undefined;
type Writable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Binds the values of one text. Nodes of a kind always have the same members in the same order, because rules then read them much
 * faster. Nodes are grouped as they are made, which is the order of the text.
 */
class Binder {
  private readonly object: TypedObject[] = [];
  private readonly list: TypedList[] = [];
  private readonly enum: TypedEnum[] = [];
  private readonly mismatch: Mismatch[] = [];
  private hasUnknownMembers = false;

  constructor(private readonly types: TypeTables) {}

  bind(root: JsonValue, typeName: string): TypedTree {
    const bound = this.bindValue(root, this.types.getSlot(typeName), undefined, undefined);
    const { object, list, enum: enums, mismatch, hasUnknownMembers } = this;
    return { root: bound, byKind: { object, list, enum: enums, mismatch }, hasUnknownMembers };
  }

  private bindValue(json: JsonValue, slot: Slot, member: TypedMember | undefined, parent: Holder): TypedNode {
    const { expected, definition, element } = slot;
    if (element) {
      if (json.kind === 'array') return this.bindList(json, element, member, parent);
    } else if (definition === undefined) {
      if (fitsBuiltin(json, expected.name))
        return { kind: 'builtin', json, member, parent, type: expected.name };
    } else if (definition.kind === 'struct' || definition.kind === 'union') {
      if (json.kind === 'object') return this.bindObject(json, definition, member, parent);
    } else if (definition.kind === 'enum') {
      if (json.kind === 'string')
        return add({ kind: 'enum', json, member, parent, type: definition, value: json.value }, this.enum);
    } else {
      return { kind: 'untyped', json, member, parent };
    }
    return add({ kind: 'mismatch', json, member, parent, expected }, this.mismatch);
  }

  private bindList(
    json: JsonArray,
    element: Slot,
    member: TypedMember | undefined,
    parent: Holder,
  ): TypedList {
    const list = new List(json, member, parent, element.expected.name);
    this.list.push(list);
    if (json.hasOnlyStrings && element.expected.name === 'str') return list;
    const elements: TypedNode[] = [];
    list.bound = elements;
    for (const each of json.elements) elements.push(this.bindValue(each, element, undefined, list));
    return list;
  }

  private bindObject(
    json: JsonObject,
    type: StructType | UnionType,
    member: TypedMember | undefined,
    parent: Holder,
  ): TypedObject {
    const branch = type.kind === 'union' ? findSelectedBranch(json, type) : undefined;
    const { allowed, byName } = this.types.getTable(type, branch);
    const members: TypedMember[] = [];
    const named = new Map<string, TypedMember>();
    const resolved = type.kind === 'struct' || branch !== undefined;
    const object = add<TypedObject>(
      { kind: 'object', json, member, parent, type, allowed, members, named, branch, resolved },
      this.object,
    );
    for (const property of json.properties) {
      const name = property.key.value;
      const earlier = named.get(name);
      const found = byName.get(name);
      const bound = this.bindMember(property, object, found?.declared, found?.slot, earlier);
      named.set(name, bound);
      members.push(bound);
    }
    return object;
  }

  private bindMember(
    json: JsonProperty,
    object: TypedObject,
    allowed: DeclaredMember | undefined,
    slot: Slot | undefined,
    earlier: TypedMember | undefined,
  ): TypedMember {
    if (!allowed) this.hasUnknownMembers = true;
    const duplicateOf = earlier?.duplicateOf ?? earlier;
    const member: Writable<TypedMember> = {
      json,
      name: json.key.value,
      object,
      allowed,
      duplicateOf,
      value: undefined,
    };
    if (json.value)
      member.value = slot
        ? this.bindValue(json.value, slot, member, object)
        : { kind: 'untyped', json: json.value, member, parent: object };
    return member;
  }
}

function add<Node>(node: Node, nodes: Node[]): Node {
  nodes.push(node);
  return node;
}

/** A list; if all its elements are strings, as expected, their nodes are made when they are asked for: no rule reads a tag. */
class List implements TypedList {
  readonly kind = 'list';
  bound: readonly TypedNode[] | undefined = undefined;

  constructor(
    readonly json: JsonArray,
    readonly member: TypedMember | undefined,
    readonly parent: Holder,
    readonly elementType: string,
  ) {}

  get elements(): readonly TypedNode[] {
    return (this.bound ??= this.json.elements.map((json) => ({
      kind: 'builtin',
      json,
      member: undefined,
      parent: this,
      type: this.elementType,
    })));
  }
}

/** The types of one schema, each looked up once, because texts may have any number of values of it. */
class TypeTables {
  private readonly slots = new Map<string, Slot>();
  private readonly tables = new Map<StructType | UnionType | Branch, MemberTable>();

  constructor(private readonly schema: Schema) {}

  getSlot(name: string): Slot {
    const known = this.slots.get(name);
    if (known) return known;
    const slot = { expected: { name, isList: false }, definition: this.schema.definitions.get(name) };
    this.slots.set(name, slot);
    return slot;
  }

  /** By branch or, where none is selected, by type. */
  getTable(type: StructType | UnionType, branch: Branch | undefined): MemberTable {
    const known = this.tables.get(branch ?? type);
    if (known) return known;
    const table = this.makeTable(type, branch);
    this.tables.set(branch ?? type, table);
    return table;
  }

  private makeTable(type: StructType | UnionType, branch: Branch | undefined): MemberTable {
    const { schema } = this;
    const allowed = [...listMembers(schema, type), ...(branch ? listBranchMembers(schema, branch) : [])];
    const possible = branch ? allowed : [...listMembersOfAnyBranch(type, schema), ...allowed];
    const byName = new Map(
      possible.map((declared) => {
        const { name, isArray } = declared.member.type;
        const element = this.getSlot(name);
        const slot = isArray ? { ...element, expected: { name, isList: true }, element } : element;
        return [declared.member.name, { declared, slot }];
      }),
    );
    return { allowed, byName };
  }
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
