import { t } from '../text/translations';

/** `invalid`: libvirt does not read the text either. `unchecked`: libvirt may read it, but it exceeds the limits of this project. */
export type XmlProblemKind = 'invalid' | 'unchecked';

/** Where and how a text exceeds the limits of a domain. */
export interface Excess {
  readonly kind: XmlProblemKind;
  readonly message: string;
  readonly offset: number;
}

/** In UTF-16 units. libvirt's calls accept no longer text. [remote_protocol.x, REMOTE_STRING_MAX] */
const MAX_LENGTH = 4 * 1024 * 1024;
/** Elements and attributes: a domain has a few hundred, one with a thousand disks 20,000. Each takes half a kilobyte of memory. */
const MAX_PARTS = 100_000;
/** A domain has 7 levels. The parser is recursive. */
const MAX_DEPTH = 100;

/**
 * Returns why a text is too large for the XML parser, which has no limits on memory and stack; undefined if it is not. Makes one pass
 * and keeps nothing. The parser reports texts that are not well-formed.
 */
export function findExcess(text: string): Excess | undefined {
  if (text.length > MAX_LENGTH)
    return { kind: 'invalid', message: t('The text is longer than 4 MiB, libvirt’s limit.'), offset: 0 };
  let depth = 0;
  let parts = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const start = at;
    if (text.startsWith('<!--', start)) at = skipTo('-->', text, start);
    else if (text.startsWith('<![CDATA[', start)) at = skipTo(']]>', text, start);
    else if (text.startsWith('<?', start)) at = skipTo('?>', text, start);
    else if (text.startsWith('<!', start)) return reportDeclaration(text, start, parts === 0);
    else if (text.startsWith('</', start)) {
      at = skipTo('>', text, start);
      depth--;
    } else {
      const tag = readTag(text, start);
      at = tag.end;
      parts += 1 + tag.attributes;
      depth += tag.isEmpty ? 0 : 1;
      if (depth > MAX_DEPTH)
        return makeUnchecked(t('The elements are nested more than {0} levels deep.', MAX_DEPTH), start);
      if (parts > MAX_PARTS)
        return makeUnchecked(t('The text has more than 100,000 elements and attributes.'), start);
    }
  }
  return undefined;
}

function makeUnchecked(message: string, offset: number): Excess {
  return { kind: 'unchecked', message, offset };
}

/** Reports a document type, which only precedes the root element, or other markup with `<!`, which is never well-formed. */
function reportDeclaration(text: string, start: number, isProlog: boolean): Excess {
  return isProlog && text.startsWith('<!DOCTYPE', start)
    ? makeUnchecked(t('A <!DOCTYPE> declaration, which may define entities, is not read.'), start)
    : { kind: 'invalid', message: t('Unexpected “{0}”.', '<!'), offset: start };
}

function skipTo(end: string, text: string, start: number): number {
  const at = text.indexOf(end, start);
  return at < 0 ? text.length : at + end.length;
}

/** Reads a start tag: its end, the number of quoted values, and whether its element is empty. */
function readTag(text: string, start: number): { end: number; attributes: number; isEmpty: boolean } {
  let attributes = 0;
  let at = start + 1;
  while (at < text.length && text[at] !== '>') {
    const unit = text[at++] ?? '';
    if (unit !== '"' && unit !== "'") continue;
    attributes++;
    at = skipTo(unit, text, at);
  }
  return { end: at + 1, attributes, isEmpty: text[at - 1] === '/' };
}
