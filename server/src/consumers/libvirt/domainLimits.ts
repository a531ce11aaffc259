import { t } from '../../text/translations';

/** Where a text goes beyond what a domain is, and how. */
export interface Excess {
  readonly message: string;
  readonly offset: number;
}

/** In UTF-16 units. libvirt's calls take no longer text. [remote_protocol.x, REMOTE_STRING_MAX] */
const MAX_LENGTH = 4 * 1024 * 1024;
/** Elements and attributes: a domain has some hundred, one with a thousand disks 20,000. Each takes half a kilobyte of memory. */
const MAX_PARTS = 100_000;
/** A domain has 7 levels. The parser goes down with them. */
const MAX_DEPTH = 100;

/**
 * Why a text is not given to the XML parser, which would take memory and stack for whatever it says; undefined where it may be. One
 * pass that keeps nothing. A text that is not well-formed is left to the parser to complain about.
 */
export function findExcess(text: string): Excess | undefined {
  if (text.length > MAX_LENGTH)
    return { message: t('The text is longer than 4 MiB, libvirt’s limit.'), offset: 0 };
  let depth = 0;
  let parts = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const start = at;
    if (text.startsWith('<!--', start)) at = skipTo('-->', text, start);
    else if (text.startsWith('<![CDATA[', start)) at = skipTo(']]>', text, start);
    else if (text.startsWith('<?', start)) at = skipTo('?>', text, start);
    else if (text.startsWith('<!', start))
      return { message: t('Unexpected document type; libvirt domains have none.'), offset: start };
    else if (text.startsWith('</', start)) {
      at = skipTo('>', text, start);
      depth--;
    } else {
      const tag = readTag(text, start);
      at = tag.end;
      parts += 1 + tag.attributes;
      depth += tag.isEmpty ? 0 : 1;
      if (depth > MAX_DEPTH) return { message: t('The elements are nested too deeply.'), offset: start };
      if (parts > MAX_PARTS)
        return { message: t('Too many elements and attributes for a libvirt domain.'), offset: start };
    }
  }
  return undefined;
}

function skipTo(end: string, text: string, start: number): number {
  const at = text.indexOf(end, start);
  return at < 0 ? text.length : at + end.length;
}

/** A start tag: its end, the values in quotes, and whether it is that of an element without content. */
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
