/** What is read of elements, whatever they are. */
import { XmlElement } from '@rgrove/parse-xml';

/** The first child of that name, as libvirt takes it where there are several. */
export function findChild(parent: XmlElement | undefined, name: string): XmlElement | undefined {
  return listElements(parent).find((element) => element.name === name);
}

/** The elements in an element. */
export function listElements(parent: XmlElement | undefined): readonly XmlElement[] {
  return (parent?.children ?? []).filter((node): node is XmlElement => node instanceof XmlElement);
}

/** The elements of a name in all the elements of another name: libvirt looks into each of these. */
export function listGrandchildren(parent: XmlElement, name: string, child: string): readonly XmlElement[] {
  return listElements(parent)
    .filter((element) => element.name === name)
    .flatMap((element) => listElements(element).filter((inner) => inner.name === child));
}

/** The text of an element, to libvirt with the blanks around it; undefined where there is none. */
export function readText(element: XmlElement | undefined): string | undefined {
  return element && toStated(element.text);
}

/** A value that libvirt takes for missing where it is empty. */
export function toStated(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}

/** What `yes` and `no` say; undefined for all else. */
export function readYesNo(value: string | undefined): boolean | undefined {
  return value === 'yes' ? true : value === 'no' ? false : undefined;
}
