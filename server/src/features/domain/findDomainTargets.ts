import { findAttributeWord, findElementWord } from '../../consumers/libvirt/vocabulary';
import type { Content } from '../../consumers/libvirt/vocabulary/word';
import type { DomainDocument } from '../../domain/document';
import { hasPlaceholder } from '../../domain/placeholders';
import { scanElements, type ScannedElement } from '../../domain/scan';
import type { TextRange } from '../../text/lineIndex';
import type { DomainHost } from './host';
import { findDomainPlace, findElementAt, findScanned, readContent, readWritten } from './places';

/** The descriptors that a place of a domain leads to. */
export interface DomainTargets {
  readonly origin: TextRange;
  /** Their paths on the machine of the guest, the best first. */
  readonly descriptors: readonly string[];
}

/** The path of a file in a domain. */
export interface DomainLink {
  readonly range: TextRange;
  readonly path: string;
}

/**
 * Finds the descriptors that name the path at `offset`. Elsewhere in `<os>`, finds the one that libvirt selects for the guest. Undefined if
 * there is none.
 */
export function findDomainTargets(
  { text }: DomainDocument,
  offset: number,
  host: DomainHost,
): DomainTargets | undefined {
  const element = findElementAt(text, offset);
  const place = findDomainPlace(element);
  if (!element || !place) return undefined;
  const picked = host.guests?.find((guest) => guest.domain.start === place.domain.tag.start)?.explanation
    ?.picked;
  const link = listPaths(text, element, place.place).find(
    ({ range }) => range.start <= offset && offset <= range.end,
  );
  const named = new Set(
    link ? host.images.flatMap(({ path, descriptor }) => (path === link.path ? [descriptor] : [])) : [],
  );
  if (link && named.size > 0)
    return {
      origin: link.range,
      descriptors: [...named].sort((a, b) => Number(b === picked) - Number(a === picked)),
    };
  const os = findScanned(place.domain, 'os');
  const isInOs = place.place === 'os' || place.place.startsWith('os/');
  if (!os || !isInOs || picked === undefined) return undefined;
  return { origin: link?.range ?? element.nameRange, descriptors: [picked] };
}

/** Lists the paths of images and other files that the domains of a text name for firmware, in the order of the text. */
export function listDomainLinks({ text }: DomainDocument): readonly DomainLink[] {
  return scanElements(text)
    .elements.flatMap((element) => {
      const place = findDomainPlace(element);
      return place ? listPaths(text, element, place.place) : [];
    })
    .sort((a, b) => a.range.start - b.range.start);
}

const PATHS: ReadonlySet<Content['kind']> = new Set([
  'executable',
  'template',
  'store-template',
  'kernel',
  'path',
]);

/** Lists the paths that an element has as its attributes and as its text. */
function listPaths(text: string, element: ScannedElement, place: string): readonly DomainLink[] {
  const found: DomainLink[] = element.attributes.flatMap((attribute) => {
    const { value, isClosed } = attribute;
    const path = readWritten(text, attribute);
    const kind = findAttributeWord(place, attribute.name)?.content.kind;
    return value && isClosed && path !== undefined && isPath(kind, path) ? [{ range: value, path }] : [];
  });
  const path = readContent(text, element);
  if (path !== undefined && isPath(findElementWord(place)?.content?.kind, path)) {
    const written = text.slice(element.content.start, element.content.end);
    const start = element.content.start + written.length - written.trimStart().length;
    found.push({ range: { start, end: start + written.trim().length }, path });
  }
  return found;
}

/** Only absolute paths on one line lead to a file. */
function isPath(kind: Content['kind'] | undefined, path: string): boolean {
  return kind !== undefined && PATHS.has(kind) && /^\/[^\n\r]*$/.test(path) && !hasPlaceholder(path);
}
