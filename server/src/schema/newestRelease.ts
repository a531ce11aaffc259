import { listEntries } from '../qapi/lookup';
import type { Schema } from '../qapi/schema';
import { compareVersions } from '../qapi/version';

/** The newest release that a schema's documentation names as the first one of anything; undefined where it names none. */
export function findNewestRelease(schema: Schema): string | undefined {
  let newest: string | undefined;
  for (const definition of schema.definitions.values()) {
    for (const { since } of [definition, ...listEntries(definition)])
      if (since !== undefined && (newest === undefined || compareVersions(since, newest) > 0)) newest = since;
  }
  return newest;
}
