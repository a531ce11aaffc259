import { getBaseName, isPc } from './image';
import { isFlash, type Loading } from './loading';

/** The properties of firmware that appear in the name and description of its descriptor. */
export interface Outline {
  /** The path of the executable. */
  readonly executable: string;
  readonly interfaceType: string;
  readonly loading: Loading;
  readonly format: string;
  readonly architectures: readonly string[];
  readonly features: readonly string[];
}

/** Returns a sentence for people: `UEFI firmware for x86_64, with Secure Boot, SMM required, keys enrolled`. */
export function describeFirmware({ interfaceType, loading, architectures, features }: Outline): string {
  const kind = KINDS.get(interfaceType) ?? 'Firmware';
  const parts = [
    features.includes('secure-boot') && 'with Secure Boot',
    features.includes('requires-smm') && 'SMM required',
    features.includes('enrolled-keys') && 'keys enrolled',
    loading === 'combined' && 'code and variables in one file',
    loading === 'stateless' && 'without stored variables',
  ];
  const said = parts.filter((part) => part !== false);
  return [`${kind} for ${architectures.join(' and ')}`, ...said].join(', ');
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ['uefi', 'UEFI firmware'],
  ['bios', 'PC BIOS'],
  ['uboot', 'U-Boot'],
  ['openfirmware', 'Open Firmware'],
]);

/**
 * Returns a descriptor's file name like those of distributions: firmware with enrolled keys sorts first (40), then firmware with Secure
 * Boot (50), then all other firmware (60).
 *
 * @param priority the two digits, if they are given
 */
export function makeFileName(outline: Outline, priority?: string): string {
  const { loading, format, architectures, features } = outline;
  // On a PC, a guest can bypass Secure Boot without SMM, so such a build sorts like one without Secure Boot.
  const isSecure =
    features.includes('secure-boot') && (!isPc(architectures) || features.includes('requires-smm'));
  const isEnrolled = features.includes('enrolled-keys');
  const parts = [
    priority ?? (isEnrolled ? '40' : isSecure ? '50' : '60'),
    ...(outline.interfaceType === 'uefi' ? ['edk2', ...architectures] : [makeName(outline)]),
    ...(isSecure ? ['secure'] : []),
    ...(isEnrolled ? ['enrolled'] : []),
    ...(loading === 'split' || outline.interfaceType !== 'uefi' ? [] : [loading]),
    ...(isFlash(loading) && format === 'qcow2' ? [format] : []),
  ];
  return `${parts.join('-')}.json`;
}

/** Returns the name of an image without its suffix, with the architecture if the name has none: `bios-256k`, `u-boot-riscv64`. */
function makeName({ executable, architectures, interfaceType }: Outline): string {
  const name = getBaseName(executable)
    .replace(/\.(?:bin|fd|elf|img|raw|rom|qcow2)$/i, '')
    .replace(/[^\w.+-]+/g, '-')
    .replace(/^[.-]+/, '');
  const [architecture = ''] = architectures;
  const isSaid = interfaceType === 'bios' || name.includes(architecture);
  return [name === '' ? interfaceType : name, ...(isSaid ? [] : [architecture])].join('-');
}
