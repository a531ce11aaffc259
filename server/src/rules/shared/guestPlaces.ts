/** Places in domains that several rules use. */
import type { XmlElement } from '@rgrove/parse-xml';
import { findElement, locate } from '../../domain/place';
import { findAttribute, readStartTag } from '../../domain/tags';
import type { TextRange } from '../../text/lineIndex';
import type { GuestView } from '../guestRule';

/** Returns the place at which a guest requests firmware, for problems that are not about one of its values. */
export function findRequest({ os, domain }: Pick<GuestView, 'os' | 'domain'>): string {
  if (os.attributes.firmware !== undefined) return 'os/@firmware';
  return findElement(domain, 'os/loader') ? 'os/loader' : 'os';
}

/** Returns the range of a place such as `os/loader/@type`. */
export function findRange({ document, domain }: GuestView, place: string): TextRange {
  return locate(document.text, domain, place);
}

/** Returns the range of an attribute; that of the element's name if it has no such attribute. */
export function findAttributeRange(text: string, element: XmlElement, name: string): TextRange {
  return findAttribute(text, element, name)?.range ?? readStartTag(text, element).name;
}
