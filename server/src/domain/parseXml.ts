import { parseXml as parse, XmlElement, XmlError } from '@rgrove/parse-xml';
import { t } from '../text/translations';
import { shorten } from '../text/trimming';
import { findExcess, type XmlProblemKind } from './limits';

/** A text as XML, as far as it can be read. */
export interface ParsedXml {
  /** The root element; undefined if not even its start tag can be read. */
  readonly root?: XmlElement | undefined;
  /** Why the text cannot be read, and where: nothing after this place was read. */
  readonly problem?: XmlProblem | undefined;
}

/** Why a text cannot be read, and where in UTF-16 units. */
export interface XmlProblem {
  readonly kind: XmlProblemKind;
  readonly message: string;
  readonly offset: number;
}

/** Says that a file that libvirt may read was not checked, and why. */
export function describeUnchecked({ message }: XmlProblem): string {
  return [message, t('This file was not checked.')].join(' ');
}

/** Each attempt reads less text than the last; the first place at which the parser stops is nearly always the right one. */
const MAX_ATTEMPTS = 4;

/** Parses XML. Never fails: of a text that is not well-formed, it reads what precedes the first mistake. */
export function parseXml(text: string): ParsedXml {
  const excess = findExcess(text);
  if (excess) return { problem: excess };
  // The parser removes carriage returns one by one, in quadratic time, and then counts offsets without them.
  const read = text.replaceAll('\r', ' ');
  const first = attempt(read);
  if (!('offset' in first)) return { root: first };
  let { offset } = first;
  for (let attempts = 1; attempts < MAX_ATTEMPTS && offset > 0; attempts++) {
    const found = attempt(closeElements(read, offset));
    if (!('offset' in found)) return { root: found, problem: first };
    offset = Math.min(found.offset, offset - 1);
  }
  return { problem: first };
}

function attempt(text: string): XmlElement | XmlProblem {
  try {
    const { root } = parse(text, { includeOffsets: true });
    return root ?? { kind: 'invalid', message: t('The text has no XML element.'), offset: 0 };
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    const reason = error.message.split('\n')[0]?.replace(/ \(line .*$/, '') ?? '';
    return { kind: 'invalid', message: shorten(reason), offset: error.pos };
  }
}

const MARKUP =
  /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>|<(\/?)([^\s/>!?]+)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>/y;

/** Returns the text up to `end` without the markup that it cuts, and with end tags for the elements that are open there. */
function closeElements(text: string, end: number): string {
  const open: string[] = [];
  let cut = end;
  for (let at = text.indexOf('<'); at >= 0 && at < end; at = text.indexOf('<', at)) {
    MARKUP.lastIndex = at;
    const found = MARKUP.exec(text);
    const [whole = '', slash = '', name = '', , isEmpty = ''] = found ?? [];
    if (!found || at + whole.length > end || (slash !== '' && open.at(-1) !== name)) {
      cut = at;
      break;
    }
    if (slash !== '') open.pop();
    else if (name !== '' && isEmpty === '') open.push(name);
    at += whole.length;
  }
  const closed = open.reverse().map((name) => `</${name}>`);
  return text.slice(0, cut) + closed.join('');
}
