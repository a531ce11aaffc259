import type { SchemaContext } from '../../descriptor/schemaContext';
import { hasValue } from '../../qapi/lookup';
import type { TypedEnum } from '../../descriptor/typedTree';

/** Returns the release that added the value to its enum, if the schema in use is older. */
export function findLaterRelease(
  { type, value }: TypedEnum,
  { schema, full }: SchemaContext,
): string | undefined {
  if (schema === full || hasValue(type, value)) return undefined;
  const later = full.definitions.get(type.name);
  return later?.kind === 'enum' ? later.values.find(({ name }) => name === value)?.since : undefined;
}
