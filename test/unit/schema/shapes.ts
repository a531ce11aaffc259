import type { Branch, Definition, Member, Schema, TypeRef } from '../../../server/src/qapi/schema';

/** The parts of a definition in their order, in the form of a table of facts: `*mode: FirmwareFlashMode`. */
export function shapeOf(definition: Definition): string[] {
  switch (definition.kind) {
    case 'enum':
      return definition.values.map((value) => value.name);
    case 'struct':
      return definition.members.map(memberShape);
    case 'union':
      return [
        ...definition.baseMembers.map(memberShape),
        `by ${definition.discriminator}`,
        ...definition.branches.map(branchShape),
      ];
    default:
      throw new Error(`A descriptor schema has no ${definition.kind}, but ${definition.name} is one.`);
  }
}

/** The names of the types that `root` needs, itself included, in the order in which they are met. */
export function reachableFrom(schema: Schema, root: string, met = new Set<string>()): Set<string> {
  const definition = schema.definitions.get(root);
  if (!definition || met.has(root)) return met;
  met.add(root);
  for (const type of typesIn(definition)) reachableFrom(schema, type.name, met);
  return met;
}

function typesIn(definition: Definition): TypeRef[] {
  if (definition.kind === 'struct') return definition.members.map((member) => member.type);
  if (definition.kind !== 'union') return [];
  return [...definition.baseMembers, ...definition.branches].map((entry) => entry.type);
}

function memberShape({ name, optional, type }: Member): string {
  return `${optional ? '*' : ''}${name}: ${type.isArray ? `[${type.name}]` : type.name}`;
}

function branchShape({ name, type }: Branch): string {
  return `${name} -> ${type.name}`;
}
