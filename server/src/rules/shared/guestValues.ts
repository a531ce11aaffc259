/** The values of attributes in domains, and what people write instead. */
import { getElementPlace } from '../../consumers/libvirt/invalidValues';
import { findAttributeWord } from '../../consumers/libvirt/vocabulary';
import { findClosest } from '../../text/closest';
import { lookUp } from '../../text/table';

/** Returns the values that libvirt accepts for an attribute; none if that is unknown. @param element its name */
export function getKnownValues(element: string, attribute: string): readonly string[] {
  const content = findAttributeWord(getElementPlace(element), attribute)?.content;
  return content?.kind === 'values' ? content.values.map(({ name }) => name) : [];
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
      : lookUp(SYNONYMS, word);
  if (meant !== undefined && known.includes(meant)) return meant;
  return known.includes(word) ? word : findClosest(word, known);
}
