import { limitToVersion } from '../qapi/version';
import type { Schema } from '../qapi/schema';

/** The schema that descriptors are checked against. */
export interface SchemaContext {
  /** The schema of the chosen QEMU release. */
  readonly schema: Schema;
  /** The same schema with everything that later releases added, to tell "too new" from "unknown". */
  readonly full: Schema;
  /** `latest`, or a release such as `7.2`. */
  readonly version: string;
  /** Whether it is bundled or from a file that the user named. */
  readonly origin: 'bundled' | 'user';
}

/** The type of a descriptor's root. [docs/interop/firmware.json] */
export const ROOT_TYPE = 'Firmware';

/** Filters `full` down to `version`; `latest` keeps everything. */
export function makeSchemaContext(
  full: Schema,
  version: string,
  origin: SchemaContext['origin'],
): SchemaContext {
  return { schema: version === 'latest' ? full : limitToVersion(full, version), full, version, origin };
}
