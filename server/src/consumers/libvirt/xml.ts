/** What is read of elements, whatever they are. */
import { XmlElement } from '@rgrove/parse-xml';

/** The first child of that name, as libvirt takes it where there are several. */
export function findChild(parent: XmlElement | undefined, name: string): XmlElement | undefined {
  return listElements(parent).find((element) => element.name === name);
}

/** The last child of that name, which counts for `<smm>` and for features. */
export function findLastChild(parent: XmlElement | undefined, name: string): XmlElement | undefined {
  return listElements(parent).findLast((element) => element.name === name);
}

/** The elements in an element. */
export function listElements(parent: XmlElement | undefined): readonly XmlElement[] {
  return (parent?.children ?? []).filter((node): node is XmlElement => node instanceof XmlElement);
}

/** The text of an element without the blanks around it; undefined where there is none. */
export function readText(element: XmlElement | undefined): string | undefined {
  const text = element?.text.trim();
  return text === '' ? undefined : text;
}

/** What `yes` and `no` say; undefined for all else. */
export function readYesNo(value: string | undefined): boolean | undefined {
  return value === 'yes' ? true : value === 'no' ? false : undefined;
}
