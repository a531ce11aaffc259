/** The schema of descriptors as JSON Schema, made from the bundled schema, so that both sides know the same. */
import { load } from '../scripts/loadSources.mjs';

const { schema } = (await load("export { getSchema } from './schema/bundled';", 'server/src')).getSchema(
  'latest',
);

/** @returns {object} */
export function makeJsonSchema() {
  const definitions = Object.fromEntries(
    [...schema.definitions].map(([name, definition]) => [name, describe(definition)]),
  );
  return { $schema: 'http://json-schema.org/draft-07/schema#', definitions, ...refer('Firmware') };
}

const refer = (name) => ({ $ref: `#/definitions/${name}` });
const BUILTINS = { str: 'string', bool: 'boolean', number: 'number', null: 'null' };

function describe(definition) {
  const description = definition.doc?.sections[0]?.text;
  switch (definition.kind) {
    case 'enum':
      return { description, type: 'string', enum: definition.values.map(({ name }) => name) };
    case 'struct':
      return { description, ...describeObject(definition.base, definition.members) };
    case 'union':
      return {
        description,
        ...describeObject(
          definition.base,
          definition.baseMembers,
          definition.branches.map(({ name, type }) => ({
            if: { properties: { [definition.discriminator]: { const: name } } },
            then: refer(type.name),
          })),
        ),
      };
    default:
      return {};
  }
}

function describeObject(base, members, branches = []) {
  return {
    type: 'object',
    allOf: [...(base ? [refer(base.name)] : []), ...branches],
    properties: Object.fromEntries(members.map((member) => [member.name, describeMember(member)])),
    required: members.filter(({ optional }) => !optional).map(({ name }) => name),
  };
}

function describeMember({ type, doc }) {
  const one = schema.definitions.has(type.name)
    ? refer(type.name)
    : { type: BUILTINS[type.name] ?? 'integer' };
  return { description: doc, ...(type.isArray ? { type: 'array', items: one } : { allOf: [one] }) };
}
