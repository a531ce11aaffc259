import type { Definition, Entry, Schema } from '../qapi/schema';
import { compareVersions } from '../qapi/version';

/** The newest release that a schema's documentation names as the first one of anything; undefined where it names none. */
export function newestRelease(schema: Schema): string | undefined {
  let newest: string | undefined;
  for (const definition of schema.definitions.values()) {
    for (const { since } of [definition, ...entriesOf(definition)])
      if (since !== undefined && (newest === undefined || compareVersions(since, newest) > 0)) newest = since;
  }
  return newest;
}

function entriesOf(definition: Definition): readonly Entry[] {
  switch (definition.kind) {
    case 'enum':
      return definition.values;
    case 'struct':
      return definition.members;
    case 'union':
      return [...definition.baseMembers, ...definition.branches];
    case 'alternate':
      return definition.alternatives;
    default:
      return definition.members ?? [];
  }
}
