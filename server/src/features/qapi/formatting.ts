import type { TextRange } from '../../text/lineIndex';
import type { TextEdit } from '../../text/textEdit';
import type { QapiFile } from './qapiFile';

/** The maximum number of columns of a line of documentation, with its `# `. [qapi-code-gen.rst] */
const WIDTH = 70;

/**
 * Wraps the paragraphs of documentation that are too long; in a range, also those that are too short. Examples, literal text, tables, titles and
 * directives stay as they are, and so does code. Never changes a word, so the rendered text is the same.
 *
 * @param range only the paragraphs that touch it
 */
export function formatDocumentation(file: QapiFile, range?: TextRange): readonly TextEdit[] {
  return file.docs.flatMap(({ block }) => {
    const isTouched = !range || (block.start <= range.end && range.start <= block.end);
    if (!isTouched) return [];
    const lines = splitLines(file.text, block.inner);
    return listParagraphs(lines).flatMap((paragraph) => {
      const [first, last] = [paragraph.lines[0], paragraph.lines.at(-1)];
      if (!first || !last) return [];
      const isWanted = range
        ? first.start <= range.end && range.start <= last.end
        : paragraph.lines.some(isTooLong);
      return isWanted ? wrap(paragraph, file.text) : [];
    });
  });
}

interface Line extends TextRange {
  /** What is before the `#`, the `#` and the space. */
  readonly prefix: string;
  readonly text: string;
}

interface Paragraph {
  readonly lines: readonly Line[];
  /** The blanks before the lines after the first. */
  readonly hanging: string;
}

function isTooLong({ prefix, text }: Line): boolean {
  return countCharacters(prefix + text) > WIDTH;
}

/** QEMU counts code points. */
function countCharacters(text: string): number {
  return Array.from(text).length;
}

function splitLines(text: string, { start, end }: TextRange): Line[] {
  const lines: Line[] = [];
  for (const match of text.slice(start, end).matchAll(/^(?<prefix>[ \t]*# ?)(?<text>[^\r\n]*)/gm)) {
    const { prefix = '', text: own = '' } = match.groups ?? {};
    const at = start + match.index;
    lines.push({ prefix, text: own.trimEnd(), start: at, end: at + match[0].length });
  }
  return lines;
}

/** Text that must keep its line ends: directives, tables, titles, examples, options, headings and old markup. */
const FIXED = /^\s*(?:\.\.|->|<-|\||\+[-=+]|:[\w-]+:|=|[-=*~^"+#]{3,}\s*$|>>>|[{}[\]]|Features:\s*$)/;
const BULLET = /^(?<before>\s*(?:[-*+]|(?:\d{1,3}|#)[.)])\s+)\S/;
const DESCRIBED = /^(?:@[^\s:]+:|(?:Returns|Errors|Since|TODO):)(?:\s|$)/;

/** Finds the runs of lines that are one paragraph of ordinary text each. */
function listParagraphs(lines: readonly Line[]): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let at = 0;
  while (at < lines.length) {
    const literal = findLiteralEnd(lines, at);
    if (literal > at) {
      at = literal;
      continue;
    }
    const end = findParagraphEnd(lines, at);
    const run = lines.slice(at, end);
    if (isOrdinary(run, lines[end])) paragraphs.push({ lines: run, hanging: findHanging(run) });
    at = Math.max(end, at + 1);
  }
  return paragraphs;
}

/** Returns the index after a literal block or the body of a directive that starts at `at`; `at` itself if none does. */
function findLiteralEnd(lines: readonly Line[], at: number): number {
  const text = lines[at]?.text ?? '';
  if (!/^\s*\.\.\s/.test(text) && !text.endsWith('::')) return at;
  const indent = measureIndent(text);
  let end = at + 1;
  while (end < lines.length) {
    const next = lines[end]?.text ?? '';
    if (next !== '' && measureIndent(next) <= indent) break;
    end++;
  }
  return end;
}

function findParagraphEnd(lines: readonly Line[], from: number): number {
  const first = lines[from]?.text ?? '';
  if (first === '') return from + 1;
  let at = from + 1;
  for (; at < lines.length; at++) {
    const text = lines[at]?.text ?? '';
    if (text === '' || BULLET.test(text) || DESCRIBED.test(text) || FIXED.test(text)) break;
    // Less indentation ends a description; more starts something else, except below the first line.
    if (at > from + 1 && measureIndent(text) !== measureIndent(lines[from + 1]?.text ?? '')) break;
    if (at === from + 1 && measureIndent(text) < measureIndent(first)) break;
  }
  return at;
}

function isOrdinary(run: readonly Line[], next: Line | undefined): boolean {
  const isTitle = /^[-=*~^"+#]{3,}$/.test(next?.text.trim() ?? '');
  return (
    !isTitle &&
    run.every(
      ({ text, prefix }) => text !== '' && !FIXED.test(text) && !text.includes('\t') && prefix.endsWith(' '),
    ) &&
    // Wider gaps are columns of a table.
    run.every(({ text }) => !/[^.!?:\s]["')]* {2,}\S/.test(text.trimStart())) &&
    !(run.at(-1)?.text.endsWith('::') ?? false)
  );
}

function findHanging([first, second]: readonly Line[]): string {
  if (second) return ' '.repeat(measureIndent(second.text));
  const text = first?.text ?? '';
  const bullet = BULLET.exec(text)?.groups?.before;
  if (bullet !== undefined) return ' '.repeat(bullet.length);
  return DESCRIBED.test(text) ? DESCRIPTION : ' '.repeat(measureIndent(text));
}

/** The indentation below `@name:`. */
const DESCRIPTION = ' '.repeat(4);

function measureIndent(text: string): number {
  return text.length - text.trimStart().length;
}

function wrap({ lines, hanging }: Paragraph, text: string): TextEdit[] {
  const [first] = lines;
  const last = lines.at(-1);
  if (!first || !last) return [];
  const lead = ' '.repeat(measureIndent(first.text));
  const lineEnd = text.slice(first.end).startsWith('\r\n') ? '\r\n' : '\n';
  const written = wrapText(
    lines.map((line) => line.text),
    first.prefix + lead,
    first.prefix + hanging,
  );
  const newText = written.join(lineEnd);
  if (written.some((each) => startsMarkup(each.slice(first.prefix.length), each === written[0]))) return [];
  return newText === text.slice(first.start, last.end)
    ? []
    : [{ start: first.start, end: last.end, newText }];
}

/**
 * Distributes the words of some lines over lines of at most 70 columns, with two spaces between sentences.
 *
 * @param lead what the first line starts with, and `hanging` the others
 */
export function wrapText(texts: readonly string[], lead: string, hanging: string): string[] {
  const written: string[] = [];
  let line = lead;
  let gap = '';
  for (const { word, gapAfter } of listWords(texts)) {
    const isFirstWord = gap === '';
    if (!isFirstWord && countCharacters(line + gap + word) > WIDTH) {
      written.push(line);
      line = hanging + word;
    } else line += gap + word;
    gap = gapAfter;
  }
  written.push(line);
  return written;
}

/** A word at the start of a line could begin a list, a section or a directive. */
function startsMarkup(text: string, isFirst: boolean): boolean {
  return (
    !isFirst &&
    (FIXED.test(text) ||
      BULLET.test(text) ||
      /^\s*(?:@[^:]*:|(?:Returns|Errors|Since|TODO|Notes?|Examples?|Features):)/.test(text))
  );
}

/** Words with a code span or a link in backticks are kept together. */
const WORD = /(?:``[^`]*``|`[^`]*`|\S)+/g;

/** Lists the words, each with the blanks that follow it: two after a sentence. */
function listWords(texts: readonly string[]): { readonly word: string; readonly gapAfter: string }[] {
  return texts.flatMap((text) => {
    const matches = [...text.matchAll(WORD)];
    return matches.map((match, at) => {
      const [word] = match;
      const next = matches[at + 1];
      const gap = next ? text.slice(match.index + word.length, next.index) : endsSentence(word) ? '  ' : ' ';
      return { word, gapAfter: gap };
    });
  });
}

function endsSentence(word: string): boolean {
  return /[.!?]["')]*$/.test(word) && !/^(?:e\.g\.|i\.e\.|etc\.|vs\.|cf\.|\d\.)$/i.test(word);
}
