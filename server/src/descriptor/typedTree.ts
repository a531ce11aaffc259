/** The typed tree: every value of a descriptor with the type that the schema expects in its place. Built once by `bind`. */
import type { DeclaredMember } from '../qapi/lookup';
import type { Branch, EnumType, StructType, UnionType } from '../qapi/schema';
import type { JsonArray, JsonObject, JsonProperty, JsonValue } from './json';

/** What the schema expects in a place: a type, or a list of it. */
export interface ExpectedType {
  readonly name: string;
  readonly isList: boolean;
}

export type TypedNode = TypedObject | TypedList | TypedEnum | TypedBuiltin | Mismatch | Untyped;

interface TypedNodeBase {
  readonly json: JsonValue;
  /** The member that has this value; absent on the root and on the elements of a list. */
  readonly member?: TypedMember | undefined;
  /** The node that this one is part of; absent on the root. */
  readonly parent?: TypedObject | TypedList | Untyped | undefined;
}

/** An object in the place of a struct or a union. */
export interface TypedObject extends TypedNodeBase {
  readonly kind: 'object';
  readonly json: JsonObject;
  readonly type: StructType | UnionType;
  /** The members that the schema allows here: those of the type and, if its branch is known, those of the branch. */
  readonly allowed: readonly DeclaredMember[];
  readonly members: readonly TypedMember[];
  /** The effective members by name: the last of several with one name, as in JSON parsers. */
  readonly named: ReadonlyMap<string, TypedMember>;
  /** The branch that the discriminator selects; absent on structs and where the discriminator is missing or wrong. */
  readonly branch?: Branch | undefined;
  /** Whether `allowed` is complete: false on a union whose branch is not known. */
  readonly resolved: boolean;
}

/** A member of the document. */
export interface TypedMember {
  readonly json: JsonProperty;
  readonly name: string;
  readonly object: TypedObject;
  /** Its declaration in the schema; absent if the schema does not allow it here. */
  readonly allowed?: DeclaredMember | undefined;
  /** The first member of the same name in the same object. */
  readonly duplicateOf?: TypedMember | undefined;
  /** Absent if the text has no value. */
  readonly value?: TypedNode | undefined;
}

export interface TypedList extends TypedNodeBase {
  readonly kind: 'list';
  readonly json: JsonArray;
  /** The type of the elements. */
  readonly elementType: string;
  readonly elements: readonly TypedNode[];
}

/** A string in the place of an enum; it need not be one of the values. */
export interface TypedEnum extends TypedNodeBase {
  readonly kind: 'enum';
  readonly type: EnumType;
  readonly value: string;
}

/** A value in the place of a built-in type, of the expected JSON kind. */
export interface TypedBuiltin extends TypedNodeBase {
  readonly kind: 'builtin';
  readonly type: string;
}

/** A value of another JSON kind than the schema expects. */
export interface Mismatch extends TypedNodeBase {
  readonly kind: 'mismatch';
  readonly expected: ExpectedType;
}

/** A value that the schema does not describe. */
export interface Untyped extends TypedNodeBase {
  readonly kind: 'untyped';
}

/** Lists all nodes from `node` down, in the order of the text. */
export function listNodes(node: TypedNode, nodes: TypedNode[] = []): readonly TypedNode[] {
  nodes.push(node);
  if (node.kind === 'object') {
    for (const { value } of node.members) if (value) listNodes(value, nodes);
  } else if (node.kind === 'list') {
    for (const element of node.elements) listNodes(element, nodes);
  }
  return nodes;
}

/** The typed tree, and its nodes of the kinds that rules check, in the order of the text. */
export interface TypedTree {
  readonly root: TypedNode;
  readonly byKind: NodesByKind;
  /** Whether any object has a member that the schema does not allow in its place. */
  readonly hasUnknownMembers: boolean;
}

export type NodesByKind = {
  readonly [Kind in 'object' | 'list' | 'enum' | 'mismatch']: readonly Extract<TypedNode, { kind: Kind }>[];
};

/** Whether any object from `node` down has two members with one name. */
export function hasDuplicates(node: TypedNode): boolean {
  return listNodes(node).some(
    (each) => each.kind === 'object' && each.members.some(({ duplicateOf }) => duplicateOf),
  );
}

/** Finds the member of that name, if the node is an object that has one. */
export function findMember(node: TypedNode | undefined, name: string): TypedMember | undefined {
  return node?.kind === 'object' ? node.named.get(name) : undefined;
}

/** Returns the type that the schema expects in the place of `node`. */
export function findExpectedType(node: TypedNode): ExpectedType | undefined {
  switch (node.kind) {
    case 'object':
    case 'enum':
      return { name: node.type.name, isList: false };
    case 'builtin':
      return { name: node.type, isList: false };
    case 'list':
      return { name: node.elementType, isList: true };
    case 'mismatch':
      return node.expected;
    case 'untyped':
      return undefined;
  }
}
