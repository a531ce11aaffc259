import { hasPlaceholder } from '../../domain/placeholders';
import { scanElements, type ScannedAttribute, type ScannedElement } from '../../domain/scan';
import type { TextRange } from '../../text/lineIndex';
import { findDomainPlace, isInTemplate } from './places';

/** What can be typed at the cursor. */
export type DomainCursor =
  /** The name of a start tag, or the place of one. */
  | (Spot & {
      readonly kind: 'tag';
      /** The element around it. */
      readonly parent: ScannedElement;
      /** The element whose tag is typed; undefined before its name. */
      readonly typed: ScannedElement | undefined;
    })
  /** An end tag, from `</`. */
  | (Spot & { readonly kind: 'end-tag'; readonly parent: ScannedElement })
  | (Spot & {
      readonly kind: 'attribute';
      readonly element: ScannedElement;
      readonly typed: ScannedAttribute | undefined;
    })
  | (Spot & { readonly kind: 'value'; readonly element: ScannedElement; readonly typed: ScannedAttribute })
  | (Spot & { readonly kind: 'text'; readonly element: ScannedElement });

interface Spot {
  readonly domain: ScannedElement;
  /** The place of the parent of a tag; otherwise that of the element. */
  readonly place: string;
  /** The text that a proposal replaces. */
  readonly replace: TextRange;
}

/** Finds what can be typed at `offset`; undefined outside domains, in comments and in the placeholders of templates. */
export function findDomainCursor(text: string, offset: number): DomainCursor | undefined {
  const { elements, endTags, opaque } = scanElements(text);
  if (opaque.some(({ start, end }) => start < offset && offset < end) || isInTemplate(text, offset))
    return undefined;
  const cursor = findSpot(text, offset, elements, endTags);
  const { start, end } = cursor?.replace ?? { start: 0, end: 0 };
  const replaced = text.slice(start, end);
  // Editors complete within a line.
  return hasPlaceholder(replaced) || /[\r\n]/.test(replaced) ? undefined : cursor;
}

function findSpot(
  text: string,
  offset: number,
  elements: readonly ScannedElement[],
  endTags: readonly TextRange[],
): DomainCursor | undefined {
  const typed = elements.find(
    ({ tag, isComplete }) => tag.start < offset && (offset < tag.end || (offset === tag.end && !isComplete)),
  );
  if (typed) return findInTag(text, offset, typed);
  const parent = elements.findLast(
    ({ isEmpty, isComplete, content }) =>
      !isEmpty &&
      (isComplete || content.start < content.end) &&
      content.start <= offset &&
      offset <= content.end,
  );
  const endTag = endTags.find(
    ({ start, end }) => start < offset && (offset < end || (offset === end && text[end - 1] !== '>')),
  );
  if (endTag) {
    const closed = elements.find(
      ({ endName }) => endName && endTag.start < endName.start && endName.end <= endTag.end,
    );
    const place = findDomainPlace(closed ?? parent);
    const around = closed ?? parent;
    // Before the slash, a start tag can be typed.
    return place && around && offset > endTag.start + 1
      ? { kind: 'end-tag', ...place, parent: around, replace: endTag }
      : undefined;
  }
  const place = findDomainPlace(parent);
  if (!place || !parent) return undefined;
  if (text[offset - 1] === '<')
    return { kind: 'tag', ...place, parent, typed: undefined, replace: { start: offset - 1, end: offset } };
  return findInContent(text, offset, parent, place);
}

function findInTag(text: string, offset: number, element: ScannedElement): DomainCursor | undefined {
  const { nameRange, tag, parent } = element;
  if (offset <= nameRange.end) {
    const place = findDomainPlace(parent);
    return place && parent
      ? { kind: 'tag', ...place, parent, typed: element, replace: { start: tag.start, end: nameRange.end } }
      : undefined;
  }
  const place = findDomainPlace(element);
  if (!place) return undefined;
  const inValue = element.attributes.find(
    ({ value }) => value !== undefined && value.start <= offset && offset <= value.end,
  );
  if (inValue?.value) return { kind: 'value', ...place, element, typed: inValue, replace: inValue.value };
  const inName = element.attributes.find(({ nameRange: name }) => name.start < offset && offset <= name.end);
  if (inName) return { kind: 'attribute', ...place, element, typed: inName, replace: inName.nameRange };
  const isFree = /\s/.test(text[offset - 1] ?? '');
  return isFree
    ? { kind: 'attribute', ...place, element, typed: undefined, replace: { start: offset, end: offset } }
    : undefined;
}

/** The blanks between elements, where a tag can begin, or a text. */
function findInContent(
  text: string,
  offset: number,
  element: ScannedElement,
  place: { readonly domain: ScannedElement; readonly place: string },
): DomainCursor | undefined {
  const before = /[^\n<>]*$/.exec(
    text.slice(Math.max(element.content.start, offset - MAX_TEXT), offset),
  )?.[0];
  const after = /^[^\n<>]*/.exec(text.slice(offset, Math.min(element.content.end, offset + MAX_TEXT)))?.[0];
  if (before === undefined || after === undefined) return undefined;
  const line = before + after;
  const trimmed = line.trim();
  const lead = trimmed === '' ? before.length : line.length - line.trimStart().length;
  const start = Math.min(offset, offset - before.length + lead);
  const end = Math.max(offset, start + trimmed.length);
  return { kind: 'text', ...place, element, replace: { start, end } };
}

/** In UTF-16 units: the longest path of Linux. */
const MAX_TEXT = 4096;
