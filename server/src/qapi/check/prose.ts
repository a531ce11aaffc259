import { t } from '../../text/translations';
import type { TextRange } from '../../text/lineIndex';
import type { DocLine } from '../docComment';
import type { Report } from './finding';

/** The longest documentation line in columns, with `# `. */
export const MAX_COLUMNS = 70;

/** Checks the style of documentation: the length of lines, and two spaces between sentences. Literal text is exempt. @param inner the range of the lines */
export function checkProse(text: string, inner: TextRange, lines: readonly DocLine[], report: Report): void {
  // Most comments have nothing that needs a further look, not even in literal text.
  if (!hasLongLine(lines) && !SENTENCE_END.test(text.slice(inner.start, inner.end))) return;
  for (const line of listProse(lines)) {
    checkLength(line, report);
    checkSentences(line, report);
  }
}

function hasLongLine(lines: readonly DocLine[]): boolean {
  for (const { hash, end } of lines) if (end - hash > MAX_COLUMNS) return true;
  return false;
}

/** A sentence that another one follows after one space. */
const SENTENCE_END = /[.!?] (?=[A-Z0-9(])/;
const SENTENCE_ENDS = new RegExp(SENTENCE_END, 'g');

/** Lists the lines that are not literal text, in which only `::` and `.. qmp-example::` introduce literal text. */
export function listProse(lines: readonly DocLine[]): readonly DocLine[] {
  let isLiteral = false;
  let indent: number | undefined;
  return lines.filter((line) => {
    if (isLiteral && !line.isBlank) {
      const own = line.indent;
      indent ??= own;
      isLiteral = own >= indent;
    }
    if (isLiteral) return false;
    isLiteral = line.lastUnit === COLON && LITERAL_START.test(line.text);
    indent = undefined;
    return true;
  });
}

const COLON = 0x3a;
const LITERAL_START = /^\s*(?:\.\. +qmp-example *)?::$/;

function checkLength({ text, start, end, hash }: DocLine, report: Report): void {
  // UTF-16 units are never fewer than code points.
  const prefix = start - hash;
  if (end - hash <= MAX_COLUMNS || LONE_URL.test(text)) return;
  const points = Array.from(text);
  if (points.length + prefix <= MAX_COLUMNS) return;
  const fitting = points.slice(0, MAX_COLUMNS - prefix).join('').length;
  report(
    'style/line-too-long',
    { start: start + fitting, end: start + text.length },
    t(
      'This line has {0} columns; documentation lines have at most {1}.',
      points.length + prefix,
      MAX_COLUMNS,
    ),
  );
}

const LONE_URL = /^ *https?:\/\/\S*$/;

function checkSentences({ text, start, end, hash }: DocLine, report: Report): void {
  // A fix must not make the line too long.
  const isFull = end - hash >= MAX_COLUMNS;
  for (const match of text.matchAll(SENTENCE_ENDS)) {
    const before = text.slice(0, match.index + 1);
    if (before.endsWith('e.g.') || /^ *\d\.$/.test(before)) continue;
    const at = start + match.index + 1;
    report(
      'style/one-space-after-sentence',
      { start: at, end: at + 1 },
      t('Put two spaces between sentences.'),
      isFull ? {} : { fixes: [{ title: t('Add a space'), edits: [{ start: at, end: at, newText: ' ' }] }] },
    );
  }
}
