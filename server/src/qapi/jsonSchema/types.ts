import type { TypeRef } from '../schema';

/** The drafts of JSON Schema that are written. */
export const DRAFTS = ['2020-12', '07'] as const;
export type Draft = (typeof DRAFTS)[number];

/** A JSON Schema, or a part of one. */
export type JsonSchema = boolean | JsonSchemaObject;
export type JsonSchemaObject = Readonly<Record<string, unknown>>;

/** The value of `$schema`. [json-schema.org/specification-links] */
export const META_SCHEMAS: Readonly<Record<Draft, string>> = {
  '2020-12': 'https://json-schema.org/draft/2020-12/schema',
  '07': 'http://json-schema.org/draft-07/schema#',
};

/** Where each draft keeps definitions. */
export const DEFINITIONS: Readonly<Record<Draft, string>> = { '2020-12': '$defs', '07': 'definitions' };

/**
 * The values of the built-in types as QEMU reads them from JSON. It accepts negative numbers for `uint64` and `size`, and JavaScript cannot
 * represent the limits of 64 bits, so these have no limits. [docs/devel/qapi-code-gen.rst, “Built-in Types”]
 */
const BUILTINS: ReadonlyMap<string, JsonSchema> = new Map<string, JsonSchema>([
  ['str', { type: 'string' }],
  ['number', { type: 'number' }],
  ['bool', { type: 'boolean' }],
  ['null', { type: 'null' }],
  ['any', true],
  ...['int', 'int64', 'uint64', 'size'].map((name) => [name, { type: 'integer' }] as const),
  ...[8, 16, 32].flatMap((bits) => [
    [`int${bits}`, { type: 'integer', minimum: -(2 ** (bits - 1)), maximum: 2 ** (bits - 1) - 1 }] as const,
    [`uint${bits}`, { type: 'integer', minimum: 0, maximum: 2 ** bits - 1 }] as const,
  ]),
  ['QType', { type: 'string', enum: ['none', 'qnull', 'qnum', 'qstring', 'qdict', 'qlist', 'qbool'] }],
]);

/** Returns the JSON Schema of a built-in type; undefined if it is not one. */
export function findBuiltin(name: string): JsonSchema | undefined {
  return BUILTINS.get(name);
}

/** Returns the use that a generated name such as `intList` means; undefined for other names. */
export function readListName({ name, range }: TypeRef): TypeRef | undefined {
  return name.endsWith('List') && name.length > 4
    ? { name: name.slice(0, -4), isArray: true, range }
    : undefined;
}
