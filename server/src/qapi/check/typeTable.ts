import { isObjectType, listOwnMembers, MAX_BASES } from '../lookup';
import type { Definition, Member, Schema, SchemaType, StructType, TypeRef, UnionType } from '../schema';

/** The built-in types, each with the JSON kind of its values; `any` has none. [qapi-code-gen.rst] */
const BUILTINS: ReadonlyMap<string, JsonKind | undefined> = new Map([
  ['str', 'string'],
  ['bool', 'boolean'],
  ['null', 'null'],
  ['any', undefined],
  ...['number', 'int', 'size', ...[8, 16, 32, 64].flatMap((bits) => [`int${bits}`, `uint${bits}`])].map(
    (name): [string, JsonKind] => [name, 'number'],
  ),
]);

export type JsonKind = 'string' | 'number' | 'boolean' | 'null' | 'object' | 'array';

/** What a type name means. */
export type TypeUse =
  | { readonly kind: 'builtin'; readonly name: string; readonly json: JsonKind | undefined }
  | { readonly kind: 'array'; readonly element: string }
  | { readonly kind: 'defined'; readonly type: SchemaType };

/** Looks up the types of a schema. */
export class TypeTable {
  private readonly known = new Map<string, TypeUse>();

  constructor(private readonly schema: Schema) {}

  /** Returns what a use of a type means; undefined if its name is unknown or that of a command or event. */
  resolve(use: TypeRef): TypeUse | undefined {
    const found = this.lookUp(use.name);
    return use.isArray && found ? { kind: 'array', element: use.name } : found;
  }

  lookUp(name: string): TypeUse | undefined {
    const known = this.known.get(name);
    if (known) return known;
    const found = this.find(name);
    if (found) this.known.set(name, found);
    return found;
  }

  private find(name: string): TypeUse | undefined {
    if (isBuiltin(name))
      return { kind: 'builtin', name, json: name === QTYPE ? 'string' : BUILTINS.get(name) };
    const type = this.schema.definitions.get(name);
    if (type && isType(type)) return { kind: 'defined', type };
    const element = /^(.+)List$/.exec(name)?.[1];
    return element !== undefined && this.lookUp(element) ? { kind: 'array', element } : undefined;
  }

  /** Returns the struct or union of that name. */
  findObject(name: string | undefined): StructType | UnionType | undefined {
    const type = name === undefined ? undefined : this.schema.definitions.get(name);
    return isObjectType(type) ? type : undefined;
  }

  /** Lists the members of a type with those of its bases, which come first. Loops and long chains of bases end. */
  listMembers(type: StructType | UnionType): readonly Member[] {
    if (!type.base) return listOwnMembers(type);
    const lineage = new Set<StructType | UnionType>();
    for (
      let each: typeof type | undefined = type;
      each && !lineage.has(each) && lineage.size < MAX_BASES;
      each = this.findObject(each.base?.name)
    )
      lineage.add(each);
    return [...lineage].reverse().flatMap(listOwnMembers);
  }

  /** Lists the names of all types, for suggestions. */
  *listNames(): Iterable<string> {
    yield* BUILTINS.keys();
    for (const definition of this.schema.definitions.values()) if (isType(definition)) yield definition.name;
  }
}

const QTYPE = 'QType';

/** Whether a name is that of a built-in type. */
export function isBuiltin(name: string): boolean {
  return BUILTINS.has(name) || name === QTYPE;
}

/** Whether the language generates a type of that name by itself, such as `intList`. */
export function isGenerated(name: string): boolean {
  return isBuiltin(name) || (name.endsWith('List') && isBuiltin(name.slice(0, -'List'.length)));
}

function isType(definition: Definition): definition is SchemaType {
  return definition.kind !== 'command' && definition.kind !== 'event';
}

/** Returns a name as the generated C code has it, where two names can become equal. */
export function toCName(name: string): string {
  return ODD.test(name) ? name.replace(ALL_ODD, '_') : name;
}

const ODD = /[^A-Za-z0-9]/;
const ALL_ODD = /[^A-Za-z0-9]/g;
