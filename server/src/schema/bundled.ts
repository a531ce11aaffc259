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

/** The editions of the schema: QEMU 9.1 gave firmware.json enums of its own for architectures and formats. */
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

/** The schema that comes with this program. Its files are known by their bare names. Built once. */
export function loadBundledSchema(edition: Edition): Schema {
  return remember(schemas, edition, () => buildSchema(edition, (name) => TEXTS[name]));
}

/** The bundled schema as QEMU `version` has it (`latest`, `7.2`); `latest` for what is no such version. */
export function getSchema(version: string): SchemaContext {
  const known = findVersionProblem(version) === undefined ? version : 'latest';
  return remember(contexts, known, () =>
    makeSchemaContext(loadBundledSchema(findEdition(known)), known, 'bundled'),
  );
}

/** Why there is no bundled schema for `version`, without a full stop; undefined where there is one. */
export function findVersionProblem(version: string): string | undefined {
  if (version === 'latest') return undefined;
  if (!/^\d{1,3}(\.\d{1,3}){1,2}$/.test(version))
    return t('“{0}” is not a QEMU version such as 7.2', shorten(version));
  return compareVersions(version, FIRST_RELEASE) < 0
    ? t('QEMU {0} has no firmware descriptors, which were introduced in {1}', version, FIRST_RELEASE)
    : undefined;
}

/** The newest release of QEMU that is known. The schema of 11.0 is the last one that is known to differ from that before. */
export const NEWEST_RELEASE = '11.1';

/** The first release with docs/interop/firmware.json. */
const FIRST_RELEASE = '3.0';

function findEdition(version: string): Edition {
  return version !== 'latest' && compareVersions(version, '9.1') < 0 ? 'firmware-9.0.qapi' : 'firmware.qapi';
}

function remember<K, V>(values: Map<K, V>, key: K, make: () => V): V {
  const old = values.get(key);
  if (old !== undefined) return old;
  const made = make();
  values.set(key, made);
  return made;
}
