import { t } from '../text/translations';
import type { IgvmFacts, ImageFacts, Qcow2Refusal } from '../images/facts';

/** Names the kind of an image in a few words. */
export function nameContent(facts: ImageFacts): string {
  if (facts.content === 'blank') return t('blank flash');
  if (facts.content === 'json' && facts.json?.variables) return t('UEFI variables in JSON');
  return describeContent(facts);
}

/** Describes the kind of an image. */
export function describeContent({ content, variables, qcow2, ...facts }: ImageFacts): string {
  switch (content) {
    case 'uefi':
      return variables ? t('UEFI firmware, code and variables') : t('UEFI firmware, code only');
    case 'variables':
      return t('UEFI variables');
    case 'blank':
      return t('blank (erased) flash image');
    case 'bios':
      return t('PC BIOS, dated {0}', facts.biosDate ?? '');
    case 'igvm':
      return describeIgvm(facts.igvm);
    case 'elf':
      return facts.elf?.architecture
        ? t('ELF file for {0}', facts.elf.architecture)
        : t('ELF file for machine number {0}', facts.elf?.machine ?? 0);
    case 'linux':
      return t('Linux kernel for {0}', facts.linux?.architecture ?? '');
    case 'pe':
      return facts.pe?.architecture ? t('PE file for {0}', facts.pe.architecture) : t('PE file');
    case 'json':
      return facts.json?.variables
        ? t('UEFI variables in JSON, for QEMU’s uefi-vars device')
        : t('JSON, but not a variable store');
    case 'unknown':
      return qcow2?.declined ? describeRefusal(qcow2.declined) : t('unknown content');
  }
}

function describeIgvm({ version, platforms }: IgvmFacts = NO_IGVM): string {
  return platforms.length === 0
    ? t('IGVM file (format {0}) without a platform', version)
    : t('IGVM file (format {0}) for {1}', version, platforms.join(', '));
}

const NO_IGVM: IgvmFacts = { version: 0, totalSize: 0, platforms: [] };

function describeRefusal(declined: Qcow2Refusal): string {
  switch (declined) {
    case 'backing-file':
      return t('not read: part of the data is in a backing file');
    case 'encrypted':
      return t('not read: encrypted');
    case 'data-file':
      return t('not read: the data is in an external file');
    case 'extended-l2':
      return t('not read: uses extended L2 entries');
    case 'zstd':
      return t('not read: compressed with zstd');
    case 'unknown-feature':
      return t('not read: requires an unknown qcow2 feature');
    case 'costly':
      return t('not read: the compressed clusters are too costly to read');
    case 'broken':
      return t('not read: damaged or truncated');
  }
}

/** Formats a size, such as `3653632 bytes (3568 KiB)`. */
export function formatBytes(size: number): string {
  if (size === 1) return t('1 byte');
  const bytes = t('{0} bytes', size);
  if (size === 0 || size % 1024 !== 0) return bytes;
  return size % 1024 ** 2 === 0 ? `${bytes} (${size / 1024 ** 2} MiB)` : `${bytes} (${size / 1024} KiB)`;
}
