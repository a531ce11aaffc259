/** Places in a domain whose XML may be incomplete. */
import { listNames, scanElements, type ScannedAttribute, type ScannedElement } from '../../domain/scan';

/** Elements that contain domains, and the names of domains in them. */
const WRAPPERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['domains', ['domain']],
  ['domainsnapshot', ['domain', 'inactiveDomain']],
  ['domaincheckpoint', ['domain']],
  ['domstatus', ['domain']],
]);

/** An element of a domain: the domain, and the element's place below it, such as `os/loader`; empty for the domain itself. */
export interface DomainPlace {
  readonly domain: ScannedElement;
  readonly place: string;
}

/** Finds the innermost element at `offset`; undefined in comments and the like. */
export function findElementAt(text: string, offset: number): ScannedElement | undefined {
  const { elements, opaque } = scanElements(text);
  if (opaque.some(({ start, end }) => start <= offset && offset < end)) return undefined;
  return elements.findLast(
    ({ tag, content, endName }) =>
      tag.start <= offset && offset <= Math.max(tag.end, content.end, endName?.end ?? 0),
  );
}

/** Finds the place of an element; undefined outside domains. libvirt finds elements without a namespace only. */
export function findDomainPlace(element: ScannedElement | undefined): DomainPlace | undefined {
  if (!element) return undefined;
  const names = listNames(element);
  const [root = '', second = ''] = names;
  const depth = root === 'domain' ? 1 : WRAPPERS.get(root)?.includes(second) === true ? 2 : 0;
  if (depth === 0) return undefined;
  let domain = element;
  for (let above = names.length; above > depth && domain.parent; above--) domain = domain.parent;
  const outermost = domain.parent ?? domain;
  const isOther = outermost.attributes.some(
    ({ name, value }) => name === 'xmlns' && value !== undefined && value.start < value.end,
  );
  if (isOther) return undefined;
  return { domain, place: names.slice(depth).join('/') };
}

/** Finds an element below a domain: the first of each name, as libvirt does. */
export function findScanned(domain: ScannedElement, place: string): ScannedElement | undefined {
  let element: ScannedElement | undefined = domain;
  for (const name of place.split('/')) element = element?.children.find((child) => child.name === name);
  return element;
}

/** Returns the value of an attribute as it is written; undefined if it is missing. */
export function readValue(
  text: string,
  element: ScannedElement | undefined,
  name: string,
): string | undefined {
  return readWritten(
    text,
    element?.attributes.find((attribute) => attribute.name === name),
  );
}

export function readWritten(text: string, attribute: ScannedAttribute | undefined): string | undefined {
  return attribute?.value && decode(text.slice(attribute.value.start, attribute.value.end));
}

/** Returns the text of an element without the blanks around it; undefined if there is none, or elements are in it. */
export function readContent(text: string, element: ScannedElement | undefined): string | undefined {
  if (!element || element.children.length > 0) return undefined;
  const found = decode(text.slice(element.content.start, element.content.end)).trim();
  return found === '' || found.includes('<') ? undefined : found;
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&apos;', "'"],
  ['&amp;', '&'],
]);

function decode(text: string): string {
  return text.replace(/&(?:lt|gt|quot|apos|amp);/g, (entity) => ENTITIES.get(entity) ?? entity);
}

const TEMPLATE = /\{\{.*?(?:\}\}|$)|\{%.*?(?:%\}|$)|[$%#]\{[^}]*(?:\}|$)|<%.*?(?:%>|$)/g;

/** Whether a template writes the text around `offset`. */
export function isInTemplate(text: string, offset: number): boolean {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const next = text.indexOf('\n', offset);
  const line = text.slice(start, Math.min(next < 0 ? text.length : next, start + MAX_LINE));
  return [...line.matchAll(TEMPLATE)].some(
    ({ index, 0: found }) => start + index < offset && offset <= start + index + found.length,
  );
}

/** In UTF-16 units: a longer line is not typed by anyone. */
const MAX_LINE = 10_000;
