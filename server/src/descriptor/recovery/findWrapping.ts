import type { TextRange } from '../../text/lineIndex';
import type { TextEdit } from '../../text/textEdit';
import { ODD_BLANKS } from './scanLine';

/** Text that is next to, around or instead of JSON. */
export interface Wrapping {
  readonly kind:
    'conflict' | 'before' | 'here-document' | 'fence' | 'margin' | 'patch' | 'encoding' | ForeignFormat;
  readonly range: TextRange;
  /** The edits that leave only the JSON; empty without any JSON. */
  readonly edits: readonly TextEdit[];
  /** For a merge conflict: the edits that keep the other side. */
  readonly others?: readonly TextEdit[];
  /** Whether the text has JSON, too. */
  readonly hasJson: boolean;
}

type ForeignFormat = 'XML' | 'YAML' | 'TOML' | 'INI' | 'QAPI' | 'Git LFS' | 'script' | 'text';

/** Finds text around or instead of JSON; undefined if there is none, or only after the JSON. */
export function findWrapping(text: string): Wrapping | undefined {
  return (
    findWrongEncoding(text) ??
    findConflict(text) ??
    findEnclosing(text, HERE_DOCUMENT, 'here-document') ??
    findEnclosing(text, FENCE, 'fence') ??
    findMargin(text) ??
    findPatch(text) ??
    findForeignFormat(text) ??
    findTextBefore(text)
  );
}

/** UTF-16 in another encoding has a NUL next to each character. */
function findWrongEncoding(text: string): Wrapping | undefined {
  const newText = text.replace(/^(?:\ufffd\ufffd|\u00ff\u00fe|\u00fe\u00ff)?\0?/, '').replaceAll('\0', '');
  if (newText.length > text.length * 0.6 || newText === '') return undefined;
  const edits = [{ start: 0, end: text.length, newText }];
  return { kind: 'encoding', range: { start: 0, end: 1 }, edits, hasJson: false };
}

const MARKER = /^(?:<{7}|\|{7}|={7}|>{7})(?:[ \t].*)?(?:\r\n|\r|\n|$)/gm;

function findConflict(text: string): Wrapping | undefined {
  const [ours, theirs]: [TextEdit[], TextEdit[]] = [[], []];
  const remove = (start: number, end: number): TextEdit => ({ start, end, newText: '' });
  /** The marker lines of an incomplete conflict: its start, optionally the common ancestor, the separator. */
  let open: (TextRange & { sign: string })[] = [];
  const abandon = (): void => {
    for (const { start, end } of open) for (const edits of [ours, theirs]) edits.push(remove(start, end));
    open = [];
  };
  let first: TextRange | undefined;
  for (const { 0: line, index: start } of text.matchAll(MARKER)) {
    const marker = { start, end: start + line.length, sign: line.charAt(0) };
    first ??= { start, end: start + line.trimEnd().length };
    if (marker.sign === '<') abandon();
    open.push(marker);
    if (marker.sign !== '>') continue;
    const [opening, second] = open;
    const separator = open.find(({ sign }) => sign === '=');
    if (opening?.sign === '<' && second && separator) {
      ours.push(remove(opening.start, opening.end), remove(second.start, marker.end));
      theirs.push(remove(opening.start, separator.end), remove(start, marker.end));
      open = [];
    } else abandon();
  }
  abandon();
  return first && { kind: 'conflict', range: first, edits: ours, others: theirs, hasJson: true };
}

const HERE_DOCUMENT = /^[^{[]*?<<-?[ \t]*\\?["']?([A-Za-z_]\w*)["']?.*(?:\r\n|\r|\n)/;
const FENCE = /^(?:[^{[\r\n]*[\r\n])*?[ \t]*(```|~~~).*(?:\r\n|\r|\n)/;

/** A line that opens a block of other text, which a separate line closes. */
function findEnclosing(text: string, opener: RegExp, kind: Wrapping['kind']): Wrapping | undefined {
  const brace = text.search(/[{[]/);
  const [opening, word = ''] = opener.exec(text.slice(0, Math.max(0, brace))) ?? [];
  if (opening === undefined) return undefined;
  const closing = new RegExp(`^[ \\t]*${word}[ \\t]*$`, 'm').exec(text.slice(opening.length));
  const end = closing ? opening.length + closing.index : text.length;
  const edits = [{ start: 0, end: opening.length, newText: '' }];
  if (end < text.length) edits.push({ start: end, end: text.length, newText: '' });
  return { kind, range: { start: 0, end: opening.trimEnd().length }, edits, hasJson: true };
}

/**
 * Finds the prefix that terminals, mails, logs and pages put before each line, as it appears before the first brace: the same on each
 * line, except for numbers and blanks.
 */
function findMargin(text: string): Wrapping | undefined {
  const sample = /^(.{0,200}?)\{/.exec(text.trimStart())?.[1] ?? '';
  const lines = [...text.matchAll(/.*\S.*/g)];
  if (sample.trim() === '' || lines.length < 3) return undefined;
  const pattern = sample.replace(/\d+|[ \t]+|[^\w\s]/g, (part) =>
    /\d/.test(part) ? '\\d+' : part.trim() === '' ? '[ \\t]+' : `\\${part}`,
  );
  // Only the last blank certainly belongs to the prefix, and a line may end before it.
  const margin = new RegExp(`^[ \\t]*${pattern.replace(/\[ \\t\]\+$/, '(?:[ \\t]|$)')}`);
  const edits = lines.flatMap(({ 0: line, index }) => {
    const length = margin.exec(line)?.[0].length;
    return length === undefined ? [] : [{ start: index, end: index + length, newText: '' }];
  });
  const [first] = edits;
  return first && edits.length === lines.length
    ? { kind: 'margin', range: first, edits, hasJson: true }
    : undefined;
}

const PATCH_LINE =
  /^(?:(?:diff |index |@@|--- |\+\+\+ |-(?=[\s"{}[\]])).*(?:\r\n|\r|\n|$)|\+(?=[\s"{}[\]]|$))/gm;

/**
 * Applies lines of a diff: removed lines are deleted, added lines lose their sign. Without added lines, a sign is just a leftover, and the
 * text after it is kept.
 */
function findPatch(text: string): Wrapping | undefined {
  const signs = [...text.matchAll(PATCH_LINE)];
  const [first] = signs;
  if (!first || /^-{3}\s*$/m.test(first[0])) return undefined;
  const hasHeader = /^(?:diff |index |@@ |---? |\+\+\+ )/.test(text);
  const hasJson = (hasHeader ? /^[ +]?[{[]/m : /^[\s{[]/).test(text.replace(PATCH_LINE, ''));
  if (!hasJson && !hasHeader) return undefined;
  const isWhole = hasHeader || /^\+[^+]/m.test(text);
  const edits = signs.map(({ 0: { length }, index }) => ({
    start: index,
    end: index + (isWhole ? length : 1),
    newText: '',
  }));
  // If the signs have a separate column, the other lines have a blank in it.
  const start = first.index;
  const lineEnd = /[\r\n]|$/.exec(text.slice(start))?.index ?? 0;
  return { kind: 'patch', range: { start, end: start + Math.max(1, lineEnd) }, edits, hasJson };
}

function findForeignFormat(text: string): Wrapping | undefined {
  const start = /^(?:\s|#.*|\/\/.*|;.*)*/.exec(text)?.[0].length ?? 0;
  const content = text.slice(start);
  const kind = recogniseFormat(text, content);
  const end = start + (/[\r\n]|$/.exec(content)?.index ?? 0);
  return kind && { kind, range: { start, end }, edits: [], hasJson: false };
}

function recogniseFormat(text: string, content: string): ForeignFormat | undefined {
  if (content.startsWith('version https://git-lfs')) return 'Git LFS';
  if (/^\{\s*'(?:struct|enum|union|include|pragma|alternate)'/.test(content)) return 'QAPI';
  const hasMember = /["'”“;\\]\s*:|:\s*["'{[]/.test(content);
  if (!hasMember && text.startsWith('#!')) return 'script';
  if (!hasMember && /^<(?:[?!]|[A-Za-z])/.test(content)) return 'XML';
  if (content.startsWith('{')) return undefined;
  const assigns = content.match(/^[ \t]*[\w.-]+[ \t]*=[ \t]*\S/gm)?.length ?? 0;
  if (/^\[{1,2}[\w. -]+\]{1,2}[ \t]*$/m.test(content) && assigns > 0)
    return /=[ \t]*["[]/.test(content) ? 'TOML' : 'INI';
  if (/[,{][ \t]*$/m.test(content)) return undefined;
  if (assigns > 1) return /=[ \t]*["[]/.test(content) ? 'TOML' : 'INI';
  const names = content.match(/^[ \t]*(?:- )?[\w-]+:(?=\s|$)/gm)?.length ?? 0;
  if (names > 1 || /^---[ \t]*[\r\n]/.test(content)) return 'YAML';
  // Words without a bracket or a quote: a message of a program, or prose.
  return !/["{}[\]=]/.test(content) && /\w\s+\w/.test(content) ? 'text' : undefined;
}

/** Finds the text before the first brace, unless it looks like a member: an assignment, a name, a sentence. */
function findTextBefore(text: string): Wrapping | undefined {
  const at = text.search(/[{｛]/);
  const lead = text.slice(0, Math.max(0, at));
  const meaningless = new RegExp(`^#(?!!).*|\\/\\/.*|\\/\\*[^]*?\\*\\/|${ODD_BLANKS.source}`, 'gmi');
  const before = lead.replace(meaningless, (part) => ' '.repeat(part.length));
  if (!/[\w"'`<]/.test(before) || /["'`“”\w][ \t]*[:=][^]*,|["'“”][ \t]*:/.test(before)) return undefined;
  const start = before.search(/\S/);
  const end = start + before.slice(start).trimEnd().length;
  return { kind: 'before', range: { start, end }, edits: [{ start, end: at, newText: '' }], hasJson: true };
}
