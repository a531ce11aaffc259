import { listMembers, isObjectType, type DeclaredMember } from '../lookup';
import type {
  AlternateType,
  Definition,
  EnumType,
  Member,
  Schema,
  SchemaType,
  StructType,
  TypeRef,
  UnionType,
} from '../schema';
import { docToPlainText } from './plainText';
import {
  DEFINITIONS,
  findBuiltin,
  META_SCHEMAS,
  readListName,
  type Draft,
  type JsonSchema,
  type JsonSchemaObject,
} from './types';

export interface JsonSchemaOptions {
  /** The name of the type whose values the JSON Schema describes. */
  readonly type: string;
  readonly draft: Draft;
  readonly title: string;
  /** The value of `$id`; omitted by default, as no published address exists. */
  readonly id?: string | undefined;
  /** Further conditions for the values of a type, by its name: those that QEMU states only in words. */
  readonly conditions?: ReadonlyMap<string, readonly JsonSchemaObject[]> | undefined;
}

/** The schema leads to a JSON Schema without end, or to one of more than MAX_PARTS parts. */
export class JsonSchemaTooLarge extends Error {}

/** The largest type of QEMU leads to some 20,000 members, values and branches. */
const MAX_PARTS = 200_000;

/** The characters of documentation that count as one part. */
const TEXT_PER_PART = 100;

/** Unions in branches of unions; QEMU has two levels. */
const MAX_NESTING = 20;

/**
 * Makes a JSON Schema from the types of a QAPI schema, with their documentation. A union becomes an object with an if/then for each
 * branch. Members that are missing from the schema are not allowed; `if` conditions of the build are ignored.
 * Returns undefined if `type` does not name an enum, a struct, a union or an alternate. Throws JsonSchemaTooLarge.
 */
export function makeJsonSchema(schema: Schema, options: JsonSchemaOptions): JsonSchemaObject | undefined {
  const root = schema.definitions.get(options.type);
  if (!isType(root)) return undefined;
  return new JsonSchemaWriter(schema, options).write(root);
}

function isType(definition: Definition | undefined): definition is SchemaType {
  return definition !== undefined && definition.kind !== 'command' && definition.kind !== 'event';
}

class JsonSchemaWriter {
  private readonly definitions = new Map<string, JsonSchema>();
  private readonly queue: SchemaType[] = [];
  private parts = 0;

  constructor(
    private readonly schema: Schema,
    private readonly options: JsonSchemaOptions,
  ) {}

  write(root: SchemaType): JsonSchemaObject {
    const { draft, id, title } = this.options;
    const body = this.type(root);
    for (let next = this.queue.pop(); next; next = this.queue.pop())
      this.definitions.set(next.name, this.type(next));
    const sorted = [...this.definitions].sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      $schema: META_SCHEMAS[draft],
      ...(id !== undefined && { $id: id }),
      title,
      ...body,
      ...(sorted.length > 0 && { [DEFINITIONS[draft]]: Object.fromEntries(sorted) }),
    };
  }

  private type(type: SchemaType): JsonSchemaObject {
    return {
      ...this.describe(findIntroduction(type)),
      ...addConditions(this.body(type), this.options.conditions?.get(type.name)),
    };
  }

  private body(type: SchemaType): JsonSchemaObject {
    switch (type.kind) {
      case 'enum':
        return this.enum(type);
      case 'alternate':
        return this.alternate(type);
      default:
        return { type: 'object', ...this.object(type, [], 0) };
    }
  }

  private enum({ values }: EnumType): JsonSchemaObject {
    const descriptions = values.map(({ doc }) => this.toPlainText(doc));
    this.count(values.length);
    const names = [...new Set(values.map(({ name }) => name))];
    return {
      type: 'string',
      // An empty list is not allowed in draft 07.
      ...(names.length > 0 ? { enum: names } : { not: {} }),
      // A keyword of VS Code’s JSON server, which Zed and others use, too.
      ...(descriptions.some((text) => text !== '') &&
        names.length === values.length && { enumDescriptions: descriptions }),
    };
  }

  private alternate({ alternatives }: AlternateType): JsonSchemaObject {
    this.count(alternatives.length);
    return { anyOf: alternatives.map(({ type, doc }) => this.place(type, this.describe(doc))) };
  }

  /**
   * Makes the keywords of an object.
   *
   * @param inherited the members of the unions that this type is a branch of
   */
  private object(
    type: StructType | UnionType,
    inherited: readonly DeclaredMember[],
    depth: number,
  ): JsonSchemaObject {
    if (depth > MAX_NESTING) throw new JsonSchemaTooLarge();
    const own = listMembers(this.schema, type);
    this.count(inherited.length + own.length + 1);
    const properties = Object.fromEntries([
      ...inherited.map(({ member }) => [member.name, true] as const),
      ...own.map(({ member }) => [member.name, this.member(member)] as const),
    ]);
    const required = own.filter(({ member }) => !member.optional).map(({ member }) => member.name);
    return {
      properties,
      ...(required.length > 0 && { required: [...new Set(required)] }),
      ...(type.kind === 'union'
        ? { allOf: this.branches(type, [...inherited, ...own], depth) }
        : { additionalProperties: false }),
    };
  }

  /** Makes an if/then for each value of the discriminator; for a missing or unknown value, only that is reported. */
  private branches(union: UnionType, common: readonly DeclaredMember[], depth: number): JsonSchemaObject[] {
    const { discriminator, branches } = union;
    const selects = (value: JsonSchemaObject): JsonSchemaObject => ({
      properties: { [discriminator]: value },
      required: [discriminator],
    });
    const named = new Set(branches.map(({ name }) => name));
    const values = this.values(common.find(({ member }) => member.name === discriminator)?.member);
    const empty = values.filter((name) => !named.has(name));
    this.count(branches.length + empty.length);
    return [
      ...branches.map((branch) => ({
        if: selects({ const: branch.name }),
        then: this.branch(branch.type, common, depth),
      })),
      ...(empty.length > 0 ? [{ if: selects({ enum: empty }), then: closeObject(common) }] : []),
    ];
  }

  private branch({ name }: TypeRef, common: readonly DeclaredMember[], depth: number): JsonSchema {
    const type = this.schema.definitions.get(name);
    if (!isObjectType(type)) return true;
    return addConditions(this.object(type, common, depth + 1), this.options.conditions?.get(name));
  }

  private values(member: Member | undefined): readonly string[] {
    const type = member && this.schema.definitions.get(member.type.name);
    return type?.kind === 'enum' ? type.values.map(({ name }) => name) : [];
  }

  private member(member: Member): JsonSchema {
    return this.place(member.type, {
      ...this.describe(member.doc),
      ...(member.features.some(({ name }) => name === 'deprecated') && { deprecated: true }),
    });
  }

  /** Makes the schema of a place where a type is used. */
  private place(type: TypeRef, annotations: JsonSchemaObject): JsonSchema {
    const use = this.use(type);
    if (Object.keys(annotations).length === 0) return use;
    if (typeof use === 'boolean') return annotations;
    // In draft 07, everything next to $ref is ignored.
    return '$ref' in use && this.options.draft === '07'
      ? { ...annotations, allOf: [use] }
      : { ...annotations, ...use };
  }

  private use(type: TypeRef): JsonSchema {
    if (type.isArray) return { type: 'array', items: this.use({ ...type, isArray: false }) };
    if (type.name === this.options.type) return { $ref: '#' };
    const definition = this.schema.definitions.get(type.name);
    if (!definition) {
      const list = readListName(type);
      return findBuiltin(type.name) ?? (list && this.isKnown(list.name) ? this.use(list) : true);
    }
    if (!isType(definition)) return true;
    if (!this.definitions.has(type.name)) {
      this.definitions.set(type.name, true);
      this.queue.push(definition);
    }
    return { $ref: `#/${DEFINITIONS[this.options.draft]}/${escapePointer(type.name)}` };
  }

  private isKnown(name: string): boolean {
    return findBuiltin(name) !== undefined || this.schema.definitions.has(name);
  }

  private describe(doc: string | undefined): JsonSchemaObject {
    const description = this.toPlainText(doc);
    return description === '' ? {} : { description };
  }

  private toPlainText(doc = ''): string {
    this.count(Math.floor(doc.length / TEXT_PER_PART));
    return docToPlainText(doc);
  }

  private count(parts: number): void {
    this.parts += parts;
    if (this.parts > MAX_PARTS) throw new JsonSchemaTooLarge();
  }
}

/** Finds the text before the first member, which explains the type itself. */
function findIntroduction({ doc }: SchemaType): string | undefined {
  return doc?.sections.find(({ kind }) => kind === 'plain')?.text;
}

function addConditions(
  body: JsonSchemaObject,
  conditions: readonly JsonSchemaObject[] | undefined,
): JsonSchemaObject {
  if (!conditions) return body;
  const own: readonly unknown[] = Array.isArray(body.allOf) ? body.allOf : [];
  return { ...body, allOf: [...own, ...conditions] };
}

function closeObject(members: readonly DeclaredMember[]): JsonSchemaObject {
  return {
    properties: Object.fromEntries(members.map(({ member }) => [member.name, true])),
    additionalProperties: false,
  };
}

/** Escapes a name in a JSON pointer in a URI fragment. [RFC 6901] */
function escapePointer(name: string): string {
  return encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));
}
