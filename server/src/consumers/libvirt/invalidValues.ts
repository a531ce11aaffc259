/** Finds attributes of a domain with invalid values, as libvirt's parser names them. */
import type { XmlElement } from '@rgrove/parse-xml';
import { lookUp } from '../../text/table';
import type { InvalidValue } from '../guest';
import { findChild, listGrandchildren } from '../../domain/elements';

/** The places of the elements whose values are checked, if they are not directly below the domain. */
const PLACES: Readonly<Record<string, string>> = {
  feature: 'os/firmware/feature',
  loader: 'os/loader',
  nvram: 'os/nvram',
  smm: 'features/smm',
  'suspend-to-mem': 'pm/suspend-to-mem',
  'suspend-to-disk': 'pm/suspend-to-disk',
};

/** Returns the place of an element of an invalid value, such as `os/loader`. */
export function getElementPlace(element: string): string {
  return lookUp(PLACES, element) ?? element;
}

const YES_NO = ['yes', 'no'];
const FORMATS = ['none', 'raw', 'qcow2'];
/** Kinds of storage, of which variables can use some. [storage_source_conf.c, virStorage] */
const STORAGE = 'none file block dir network volume nvme vhostuser vhostvdpa'.split(' ');

/**
 * Lists the invalid values that concern firmware, in the order of the definition. If elements of the same name repeat an attribute, only the
 * first is listed, where libvirt stops: a definition may have any number of them.
 */
export function listInvalidValues(domain: XmlElement, os: XmlElement): readonly InvalidValue[] {
  const found = new Map<string, InvalidValue>();
  for (const invalid of checkValues(domain, os)) {
    const key = `${invalid.element}/${invalid.attribute}`;
    if (!found.has(key)) found.set(key, invalid);
  }
  return [...found.values()];
}

function checkValues(domain: XmlElement, os: XmlElement): readonly InvalidValue[] {
  const features = listGrandchildren(os, 'firmware', 'feature');
  const security = findChild(domain, 'launchSecurity');
  return [
    // An empty one counts as none. [virDomainOsDefFirmware]
    ...check(os, { firmware: ['', 'efi', 'bios'] }),
    ...features.flatMap((feature) => [
      ...check(feature, { name: ['secure-boot', 'enrolled-keys'], enabled: YES_NO }),
      ...listMissing(feature, ['enabled', 'name']),
    ]),
    ...check(findChild(os, 'loader'), {
      readonly: YES_NO,
      secure: YES_NO,
      type: ['rom', 'pflash'],
      stateless: YES_NO,
      format: FORMATS,
    }),
    ...check(findChild(os, 'nvram'), { type: STORAGE, templateFormat: FORMATS, format: FORMATS }),
    ...check(listGrandchildren(domain, 'features', 'smm').at(-1), { state: ['on', 'off'] }),
    ...check(listGrandchildren(domain, 'pm', 'suspend-to-mem')[0], { enabled: YES_NO }),
    ...check(listGrandchildren(domain, 'pm', 'suspend-to-disk')[0], { enabled: YES_NO }),
    ...(security ? listMissing(security, ['type']) : []),
    ...check(security, { type: ['sev', 'sev-snp', 's390-pv', 'tdx'] }),
  ];
}

function check(
  element: XmlElement | undefined,
  known: Readonly<Record<string, readonly string[]>>,
): readonly InvalidValue[] {
  if (!element) return [];
  return Object.entries(known).flatMap(([attribute, values]) => {
    const value = element.attributes[attribute];
    return value === undefined || values.includes(value) ? [] : [{ element: element.name, attribute, value }];
  });
}

function listMissing({ name, attributes }: XmlElement, required: readonly string[]): readonly InvalidValue[] {
  return required
    .filter((attribute) => attributes[attribute] === undefined)
    .map((attribute) => ({ element: name, attribute, value: undefined }));
}
