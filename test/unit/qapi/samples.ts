import { buildSchema } from '../../../server/src/qapi/buildSchema';
import type { Definition, Schema } from '../../../server/src/qapi/schema';

/** A valid schema with one of everything. */
export const garden = `# vim: filetype=python

##
# ******
# Garden
# ******
##

{ 'pragma': { 'doc-required': true } }

##
# @PlantKind:
#
# What grows in a bed.
#
# @tree: Taller than a gardener.
#
# @herb: Smells.  (since 2.1)
#
# @moss: Needs shade.
#
# Features:
#
# @unstable: Moss comes and goes.
#
# Since: 1.0
##
{ 'enum': 'PlantKind', 'prefix': 'PLANT',
  'data': [ 'tree',
            { 'name': 'herb', 'if': 'CONFIG_KITCHEN' },
            { 'name': 'moss', 'features': [ 'unstable' ] } ] }

##
# @Named:
#
# @name: How it is called.
#
# Since: 1.0
##
{ 'struct': 'Named', 'data': { 'name': 'str' } }

##
# @Tree:
#
# Grows rings.
#
# @rings: One a year.
#
# @birds: Those who
#     live in it.  (Since 1.5)
#
# Since: 1.0
##
{ 'struct': 'Tree', 'base': 'Named',
  'data': { 'rings': 'int', '*birds': ['str'] } }

##
# @Herb:
#
# Since: 2.1
##
{ 'struct': 'Herb', 'data': {} }

##
# @Plant:
#
# @kind: Chooses the branch.
#
# Since: 1.0
##
{ 'union': 'Plant',
  'base': { 'kind': 'PlantKind' },
  'discriminator': 'kind',
  'data': { 'tree': 'Tree',
            'herb': { 'type': 'Herb', 'if': { 'all': [ 'CONFIG_KITCHEN', { 'not': 'CONFIG_FROST' } ] } } } }

##
# @PlantRef:
#
# @id: A label.
#
# @plants: The plants themselves.
#
# Since: 1.2
##
{ 'alternate': 'PlantRef', 'data': { 'id': 'str', 'plants': ['Plant'] } }

##
# @dig-up:
#
# Takes a plant out.
#
# @plant: Which one.
#
# @depth: How deep; @Named plants resist.
#
# Returns: The hole.
#
# Errors:
#     - If the ground is frozen
#
# TODO: Fill the hole.
#
# Since: 1.3
#
# .. qmp-example::
#
#     -> { "execute": "dig-up" }
##
{ 'command': 'dig-up', 'data': { 'plant': 'PlantRef', '*depth': 'int' },
  'returns': [ 'Named' ], 'allow-preconfig': true, 'gen': false }

##
# @BLOOM:
#
# It flowers.
#
# Since: 1.3
##
{ 'event': 'BLOOM', 'data': 'Tree', 'boxed': true,
  'if': { 'any': [ 'CONFIG_SPRING', 'CONFIG_SUMMER' ] }, 'features': [ { 'name': 'seasonal', 'if': 'CONFIG_SUMMER' } ] }
`;

/** A schema of one file. */
export function schemaOf(text: string, root = 'root.json'): Schema {
  return schemaOfFiles({ [root]: text }, root);
}

/** A schema of several files, the first of which is the root. */
export function schemaOfFiles(
  files: Readonly<Record<string, string>>,
  root = Object.keys(files)[0] ?? '',
): Schema {
  return buildSchema(root, (path) => (Object.hasOwn(files, path) ? files[path] : undefined));
}

/** The definition of that name and kind; throws where the schema has none. */
export function definitionOf<Kind extends Definition['kind']>(
  schema: Schema,
  kind: Kind,
  name: string,
): Definition & { readonly kind: Kind } {
  const definition = schema.definitions.get(name);
  if (definition?.kind !== kind) throw new Error(`no ${kind} ${name}`);
  return definition as Definition & { readonly kind: Kind };
}
