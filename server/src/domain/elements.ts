/** Reads XML elements of any kind. */
import { XmlElement } from '@rgrove/parse-xml';

/** Returns the first child with this name, which is the one that libvirt uses. */
export function findChild(parent: XmlElement | undefined, name: string): XmlElement | undefined {
  return listElements(parent).find((element) => element.name === name);
}

/** Lists the elements in an element. */
export function listElements(parent: XmlElement | undefined): readonly XmlElement[] {
  return (parent?.children ?? []).filter((node): node is XmlElement => node instanceof XmlElement);
}

/** Lists the elements with one name in all elements with another name: libvirt reads each of these. */
export function listGrandchildren(parent: XmlElement, name: string, child: string): readonly XmlElement[] {
  return listElements(parent)
    .filter((element) => element.name === name)
    .flatMap((element) => listElements(element).filter((inner) => inner.name === child));
}

/** Returns the text of an element, including surrounding blanks as libvirt does; undefined if there is none. */
export function readText(element: XmlElement | undefined): string | undefined {
  return element && toStated(element.text);
}

/** Returns a value, or undefined if it is empty, which libvirt treats as missing. */
export function toStated(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}

/** Reads `yes` and `no`; undefined for any other value. */
export function readYesNo(value: string | undefined): boolean | undefined {
  return value === 'yes' ? true : value === 'no' ? false : undefined;
}
