/** Attributes of a domain with values that they cannot have, as libvirt's parser names them. */
import type { XmlElement } from '@rgrove/parse-xml';
import type { InvalidValue } from '../guest';
import { findChild, findLastChild, listElements } from './xml';

const YES_NO = ['yes', 'no'];
const FORMATS = ['raw', 'qcow2'];

/**
 * What is wrong with the values that say something about firmware, in the order of the definition. Of an attribute in elements of one
 * name the first counts, where libvirt stops: a definition may have any number of them.
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
  const features = listElements(findChild(os, 'firmware')).filter(({ name }) => name === 'feature');
  const pm = findChild(domain, 'pm');
  return [
    ...features.flatMap((feature) => [
      ...check(feature, { name: ['secure-boot', 'enrolled-keys'], enabled: YES_NO }),
      ...['enabled', 'name']
        .filter((attribute) => feature.attributes[attribute] === undefined)
        .map((attribute) => ({ element: 'feature', attribute, value: undefined })),
    ]),
    ...check(findChild(os, 'loader'), {
      readonly: YES_NO,
      secure: YES_NO,
      type: ['rom', 'pflash'],
      stateless: YES_NO,
      format: FORMATS,
    }),
    ...check(findChild(os, 'nvram'), { templateFormat: FORMATS, format: FORMATS }),
    ...check(findLastChild(findChild(domain, 'features'), 'smm'), { state: ['on', 'off'] }),
    ...check(findChild(pm, 'suspend-to-mem'), { enabled: YES_NO }),
    ...check(findChild(pm, 'suspend-to-disk'), { enabled: YES_NO }),
    ...check(findChild(domain, 'launchSecurity'), { type: ['sev', 'sev-snp', 's390-pv', 'tdx'] }),
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
