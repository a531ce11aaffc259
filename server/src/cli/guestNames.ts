/** Checks the names in options that describe guests: unknown ones are usage errors with a suggestion. */
import { t } from '../text/translations';
import { isGlob } from '../descriptor/machineGlob';
import { findMachine, isKnownMachine, listMachineNames, listUsualGlobs } from '../descriptor/machineTypes';
import { getSchema } from '../schema/bundled';
import { findClosest } from '../text/closest';
import { UsageError } from './outcome';

/** Names of architectures outside QEMU. [Debian; libvirt, virarch.c; Windows] */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['amd64', 'x86_64'],
  ['x64', 'x86_64'],
  ['i686', 'i386'],
  ['x86', 'i386'],
  ['arm64', 'aarch64'],
  ['armv7l', 'arm'],
  ['armhf', 'arm'],
  ['loong64', 'loongarch64'],
]);

/** Returns the architecture of `--arch` if QEMU knows it. Throws UsageError. */
export function checkArchitecture<Name extends string | undefined>(name: Name): Name {
  if (name === undefined || listNames('latest', 'FirmwareArchitecture').includes(name)) return name;
  // Descriptors know only a few of them, but guests may have any.
  const known = listNames('9.0', 'SysEmuTarget');
  if (known.includes(name)) return name;
  const meant = OTHER_NAMES.get(name.toLowerCase()) ?? findClosest(name, known);
  throw new UsageError(
    meant === undefined
      ? t('--arch: unknown architecture “{0}”; known architectures: {1}', name, known.join(', '))
      : t('--arch: unknown architecture “{0}”; did you mean “{1}”?', name, meant),
  );
}

/** Lists the values of an enumeration in the schema of that release. */
function listNames(version: string, name: string): readonly string[] {
  const type = getSchema(version).schema.definitions.get(name);
  return type?.kind === 'enum' ? type.values.map((value) => value.name) : [];
}

/** Throws UsageError for a machine type of `--machine` that no QEMU release has for the architecture. */
export function checkMachine(architecture: string, name: string): void {
  if (isKnownMachine(architecture, name)) return;
  const names = listMachineNames(architecture);
  const toStart = (known: string): string =>
    isGlob(known) ? (findMachine(architecture, known) ?? known) : known;
  const meant = findClosest(name, [...names, ...names.map(toStart)]);
  throw new UsageError(
    meant === undefined
      ? t(
          '--machine: {0} has no machine type “{1}”; common types: {2}',
          architecture,
          name,
          listUsualGlobs(architecture).map(toStart).join(', '),
        )
      : t(
          '--machine: {0} has no machine type “{1}”; did you mean “{2}”?',
          architecture,
          name,
          toStart(meant),
        ),
  );
}
