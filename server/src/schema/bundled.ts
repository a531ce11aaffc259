import { t } from '../text/translations';
import blockCore from '../../schema/block-core.qapi';
import firmware90 from '../../schema/firmware-9.0.qapi';
import firmwareCommon from '../../schema/firmware-common.qapi';
import firmware from '../../schema/firmware.qapi';
import machine from '../../schema/machine.qapi';
import { makeSchemaContext, type SchemaContext } from '../descriptor/schemaContext';
import { shorten } from '../text/trimming';
import { buildSchema } from '../qapi/buildSchema';
import type { Schema } from '../qapi/schema';
import { compareVersions } from '../qapi/version';

/** The editions of the schema. QEMU 9.1 introduced separate enums for architectures and formats in firmware.json. */
export type Edition = 'firmware-9.0.qapi' | 'firmware.qapi';

const TEXTS: Readonly<Record<string, string>> = {
  'block-core.qapi': blockCore,
  'firmware-9.0.qapi': firmware90,
  'firmware-common.qapi': firmwareCommon,
  'firmware.qapi': firmware,
  'machine.qapi': machine,
};

const schemas = new Map<Edition, Schema>();
const contexts = new Map<string, SchemaContext>();

/** Returns the bundled schema, whose files are identified by their bare names. Built once. */
export function loadBundledSchema(edition: Edition): Schema {
  return remember(schemas, edition, () => buildSchema(edition, (name) => TEXTS[name]));
}

/** Returns the bundled schema as of QEMU `version` (`latest`, `7.2`); an invalid version means `latest`. */
export function getSchema(version: string): SchemaContext {
  const known = findVersionProblem(version) === undefined ? version : 'latest';
  return remember(contexts, known, () =>
    makeSchemaContext(loadBundledSchema(findEdition(known)), known, 'bundled'),
  );
}

/** Explains why no bundled schema exists for `version`, without a full stop; undefined if one exists. */
export function findVersionProblem(version: string): string | undefined {
  if (version === 'latest') return undefined;
  if (!/^\d{1,3}(\.\d{1,3}){1,2}$/.test(version))
    return t('“{0}” is not a QEMU version such as 7.2', shorten(version));
  return compareVersions(version, FIRST_RELEASE) < 0
    ? t('QEMU {0} has no firmware descriptors, which were introduced in {1}', version, FIRST_RELEASE)
    : undefined;
}

/** The newest known release of QEMU. The last known change of the schema was in 11.0. */
export const NEWEST_RELEASE = '11.1';

/** The first release with docs/interop/firmware.json. */
const FIRST_RELEASE = '3.0';

function findEdition(version: string): Edition {
  return version !== 'latest' && compareVersions(version, '9.1') < 0 ? 'firmware-9.0.qapi' : 'firmware.qapi';
}

function remember<K, V>(values: Map<K, V>, key: K, make: () => V): V {
  const old = values.get(key);
  if (old !== undefined) return old;
  const created = make();
  values.set(key, created);
  return created;
}
