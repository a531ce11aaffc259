import type { DocLine } from '../../../qapi/docComment';
import type { QapiFinding, QapiFix } from '../../../qapi/check/finding';
import { t } from '../../../text/translations';
import type { QapiFile } from '../qapiFile';
import { wrapText } from '../formatting';
import { CommentLines, findBlockAt } from './commentLines';

const TAG = /^(?:Notes?|Examples?):(?!:)\s*/;
/** What ends an old section even without an empty line before it. */
const NEXT = /^(?:@[^:]*:|Features:$|(?:Returns|Errors|Since|TODO|Notes?|Examples?):(?!:)|\.\. )/;
/** The first line of a part of an example: a message with its direction, or JSON. */
const MESSAGE = /^\s*(?:->|<-|[{}[\]"]|\.\.\.)/;
const ITEM = /^\s*(?:[-*]|\d{1,3}\.)\s/;

/** Makes the fix that turns `Note:` or `Example:` into a directive; none if it is unclear where the section ends. */
export function proposeDirective({ code, range }: QapiFinding, file: QapiFile): readonly QapiFix[] {
  const block = findBlockAt(file, range.start);
  if (!block) return [];
  const comment = new CommentLines(file, block);
  const at = comment.find(range.start);
  const tag = TAG.exec(comment.lines[at]?.text ?? '')?.[0];
  if (tag === undefined) return [];
  const own = comment.lines[at]?.text.slice(tag.length) ?? '';
  const isNote = code === 'doc/old-note';
  const found = isNote ? convertNote(own, comment.lines, at) : convertExample(own, comment.lines, at);
  const edit = found && comment.replace(at, found.end, found.written);
  const title = t('Replace with “{0}”', isNote ? '.. note::' : '.. qmp-example::');
  return edit ? [{ title, edits: [edit] }] : [];
}

interface Converted {
  readonly written: readonly string[];
  /** The index after the last line of the section. */
  readonly end: number;
}

/** The indentation of text in a note, and in an example. [qapi-code-gen.rst] */
const IN_NOTE = ' '.repeat(3);
const IN_EXAMPLE = ' '.repeat(4);
/** What comes before the text of a line. */
const HASH = '# ';

function convertNote(own: string, lines: readonly DocLine[], at: number): Converted | undefined {
  let end = findParagraphEnd(lines, at + 1);
  if (own === '' && end === at + 1) {
    const first = skipEmpty(lines, at + 1);
    if (first >= lines.length || NEXT.test(lines[first]?.text ?? '')) return undefined;
    end = findParagraphEnd(lines, first);
  }
  const isList = ITEM.test(own === '' ? (lines[skipEmpty(lines, at + 1)]?.text ?? '') : own);
  for (let next = skipEmpty(lines, end); next < lines.length; next = skipEmpty(lines, end)) {
    const text = lines[next]?.text ?? '';
    // Until 8.2, the items of a list were not indented.
    if (!/^\s/.test(text) && !(isList && ITEM.test(text))) break;
    end = findParagraphEnd(lines, next);
  }
  const body = dedent(lines.slice(at + 1, end).map(({ text }) => text));
  const texts = own === '' ? body.slice(body.findIndex((text) => text !== '')) : [own, ...body];
  if (!isList && !texts.includes('') && texts.every((text) => !/^\s/.test(text) && !ITEM.test(text)))
    return { end, written: wrapText(texts, `${HASH}.. note:: `, HASH + IN_NOTE).map(dropHash) };
  const [head, rest] = own === '' || isList ? ['.. note::', ['', ...texts]] : [`.. note:: ${own}`, body];
  return { end, written: [head, ...indent(rest, IN_NOTE)] };
}

function convertExample(own: string, lines: readonly DocLine[], at: number): Converted | undefined {
  let end = at + 1;
  for (let next = skipEmpty(lines, end); next < lines.length; next = skipEmpty(lines, end)) {
    const text = lines[next]?.text ?? '';
    if (NEXT.test(text)) break;
    if (!MESSAGE.test(text)) return undefined;
    end = findParagraphEnd(lines, next);
  }
  if (own !== '' || end === at + 1) return undefined;
  const body = dedent(lines.slice(at + 1, end).map(({ text }) => text));
  const texts = body.slice(body.findIndex((text) => text !== ''));
  return { end, written: ['.. qmp-example::', '', ...indent(texts, IN_EXAMPLE)] };
}

function dropHash(line: string): string {
  return line.slice(HASH.length);
}

/** Returns the index of the next line with text. */
function skipEmpty(lines: readonly DocLine[], from: number): number {
  let at = from;
  while (lines[at]?.text === '') at++;
  return at;
}

/** Returns the index after the run of lines with text that starts at an index. */
function findParagraphEnd(lines: readonly DocLine[], from: number): number {
  let at = from;
  for (let line = lines[at]; line && line.text !== '' && !NEXT.test(line.text); line = lines[at]) at++;
  return at;
}

/** Removes the indentation that all lines have. */
function dedent(texts: readonly string[]): readonly string[] {
  let shared = Infinity;
  for (const text of texts) if (text !== '') shared = Math.min(shared, text.length - text.trimStart().length);
  return texts.map((text) => (text === '' ? '' : text.slice(shared)));
}

function indent(texts: readonly string[], by: string): string[] {
  return texts.map((text) => (text === '' ? '' : by + text));
}
