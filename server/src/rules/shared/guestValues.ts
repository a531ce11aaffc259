/** The values of attributes in domains, and what people write instead. [docs/formatdomain.rst] */
import { findClosest } from '../../text/closest';

const YES_NO = ['yes', 'no'];
const FORMATS = ['raw', 'qcow2'];

/** The known values, by element and attribute. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  'feature/name': ['secure-boot', 'enrolled-keys'],
  'feature/enabled': YES_NO,
  'loader/readonly': YES_NO,
  'loader/secure': YES_NO,
  'loader/stateless': YES_NO,
  'loader/type': ['rom', 'pflash'],
  'loader/format': FORMATS,
  'nvram/format': FORMATS,
  'nvram/templateFormat': FORMATS,
  'smm/state': ['on', 'off'],
  'suspend-to-mem/enabled': YES_NO,
  'suspend-to-disk/enabled': YES_NO,
  'launchSecurity/type': ['sev', 'sev-snp', 's390-pv', 'tdx'],
};

/** Returns the values that libvirt accepts for an attribute; none if that is unknown. */
export function getKnownValues(element: string, attribute: string): readonly string[] {
  return KNOWN[`${element}/${attribute}`] ?? [];
}

const POSITIVE = ['yes', 'on', 'true', '1', 'enabled', 'enable', 'y'];
const NEGATIVE = ['no', 'off', 'false', '0', 'disabled', 'disable', 'n'];

/** Other words for values. */
const SYNONYMS: Readonly<Record<string, string>> = {
  uefi: 'efi',
  ovmf: 'efi',
  edk2: 'efi',
  seabios: 'bios',
  legacy: 'bios',
  flash: 'pflash',
  nvram: 'pflash',
  snp: 'sev-snp',
  'sev-es': 'sev',
  img: 'raw',
};

/** Returns the value that is most likely meant; undefined if none is near. */
export function findMeant(attribute: string, value: string, known: readonly string[]): string | undefined {
  const word = value.trim().toLowerCase();
  const [positive, negative] = attribute === 'state' ? ['on', 'off'] : ['yes', 'no'];
  const meant = POSITIVE.includes(word)
    ? positive
    : NEGATIVE.includes(word)
      ? negative
      : Object.hasOwn(SYNONYMS, word)
        ? SYNONYMS[word]
        : undefined;
  if (meant !== undefined && known.includes(meant)) return meant;
  return known.includes(word) ? word : findClosest(word, known);
}
