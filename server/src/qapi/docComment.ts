import { t } from '../text/translations';
import { trimLineFeeds } from '../text/trimming';
import { addProblem, makeLineEndFinder, type TextProblem } from './lexer';
import type { DocComment, DocSection, SourceRange } from './schema';
import type { DocBlock } from './syntax';

const SYMBOL = /^@([^:]+):/;
const MEMBER = /^@([^\s:]+):(?!:)\s*/;
const TAG = /^(Returns|Errors|Since|TODO):(?!:)\s*/;
const TAG_KINDS: Readonly<Record<string, DocSection['kind']>> = {
  Returns: 'returns',
  Errors: 'errors',
  Since: 'since',
  TODO: 'todo',
};

/** A line of a documentation comment. */
export class DocLine {
  constructor(
    private readonly source: string,
    /** The offset of `#` in the file. */
    readonly hash: number,
    /** The offset of the text after `# `. */
    readonly start: number,
    /** The end of the text, which has no trailing blanks. */
    readonly end: number,
  ) {}

  get text(): string {
    return this.source.slice(this.start, this.end);
  }

  get isBlank(): boolean {
    return this.start === this.end;
  }

  /** The code of the first character of the text, as far as there is one. */
  get firstUnit(): number {
    return this.start < this.end ? this.source.charCodeAt(this.start) : NaN;
  }

  /** The code of the last character of the text, as far as there is one. */
  get lastUnit(): number {
    return this.start < this.end ? this.source.charCodeAt(this.end - 1) : NaN;
  }

  /** The number of blanks at the start of the text. */
  get indent(): number {
    const { source, start, end } = this;
    let at = start;
    while (at < end && source.charCodeAt(at) === SPACE) at++;
    if (at < end && isPlain(source.charCodeAt(at))) return at - start;
    const { text } = this;
    return text.length - text.trimStart().length;
  }
}

/** Whether a character is in ASCII and not white space, as most are. */
function isPlain(unit: number): boolean {
  return unit > SPACE && unit < 0x80;
}

/**
 * A documentation comment. Its sections are read with one grammar for all releases. It splits the comments of QEMU 10.x as QEMU's own
 * reader does, and also accepts what only 5.0 to 9.x allow: tags in the middle of a paragraph, text aligned with the text after the tag,
 * unindented text below the tag, members after other sections. `Note:` and `Example:` of those releases stay paragraphs.
 */
export class Comment implements DocComment {
  readonly symbol: string | undefined;
  private found: readonly DocSection[] | undefined;

  constructor(
    readonly range: SourceRange,
    readonly lines: readonly DocLine[],
  ) {
    // After a blank line, even a line like a symbol's is ordinary text.
    const [first] = lines;
    this.symbol = first?.firstUnit === AT ? SYMBOL.exec(first.text)?.[1] : undefined;
  }

  /** Most comments are only checked, so they are split into sections when these are asked for. */
  get sections(): readonly DocSection[] {
    const isDefinition = this.symbol !== undefined;
    const lines = isDefinition ? this.lines.slice(1) : this.lines;
    return (this.found ??= new SectionReader(this.range.file, lines, isDefinition).read());
  }
}

export interface ReadDoc {
  readonly doc: Comment;
  readonly problems: readonly TextProblem[];
}

/** Reads a documentation comment: splits it into lines, without those that lack `#`. @param findEnd finds line ends in the text */
export function readDocComment(
  text: string,
  file: string,
  { start, end, inner }: DocBlock,
  findEnd: (at: number) => number = makeLineEndFinder(text),
): ReadDoc {
  const lines: DocLine[] = [];
  const problems: TextProblem[] = [];
  for (let hash = text.indexOf('#', inner.start); hash >= 0 && hash < inner.end;) {
    const lineEnd = findEnd(hash);
    const hasSpace = text.charCodeAt(hash + 1) === SPACE;
    const from = hash + (hasSpace ? 2 : 1);
    const isTrimmed = isPlain(text.charCodeAt(lineEnd - 1));
    const to = isTrimmed ? lineEnd : from + text.slice(from, lineEnd).trimEnd().length;
    lines.push(new DocLine(text, hash, from, to));
    if (!hasSpace && to > from)
      addProblem(problems, {
        code: 'doc/no-space-after-hash',
        message: t('Documentation lines require a space after #.'),
        range: { start: hash, end: lineEnd },
      });
    hash = text.indexOf('#', lineEnd);
  }
  return { doc: new Comment({ file, start, end }, lines), problems };
}

const SPACE = 0x20;
const AT = 0x40;

class SectionReader {
  private index = 0;
  private inFeatures = false;
  private readonly sections: DocSection[] = [];

  constructor(
    private readonly file: string,
    private readonly lines: readonly DocLine[],
    private readonly isDefinition: boolean,
  ) {}

  read(): DocSection[] {
    for (let line = this.skipBlank(); line; line = this.skipBlank()) {
      const tag = this.isDefinition ? readTag(line.text) : undefined;
      if (tag?.kind === 'features') {
        this.inFeatures = true;
        this.index++;
      } else if (tag) {
        if (tag.kind !== 'member') this.inFeatures = false;
        this.described(line, tag);
      } else {
        this.inFeatures = false;
        this.paragraph();
      }
    }
    return this.sections;
  }

  private skipBlank(): DocLine | undefined {
    while (this.lines[this.index]?.isBlank === true) this.index++;
    return this.lines[this.index];
  }

  /** Reads a member, feature or tagged section: the text after the tag and the indented lines below. */
  private described(line: DocLine, tag: Tag): void {
    const own = line.text.slice(tag.length);
    this.index++;
    const rest = this.indented();
    // Before 9.0, the text could also begin below the tag, without indentation.
    if (own === '' && rest.length === 0) rest.push(...this.paragraphLines());
    const text = trimLineFeeds([own, ...rest.map((each) => each.text)].join('\n'));
    const last = [line, ...rest].findLast((each) => !each.isBlank) ?? line;
    const range = { file: this.file, start: line.start, end: last.end };
    const kind = tag.kind === 'member' && this.inFeatures ? 'feature' : tag.kind;
    if (kind === 'features') return;
    this.sections.push({ kind, text, range, name: tag.name });
  }

  private indented(): DocLine[] {
    const lines: DocLine[] = [];
    let end = this.index;
    for (let at = this.index; at < this.lines.length; at++) {
      const line = this.lines[at];
      if (!line || (!line.isBlank && !/^\s/.test(line.text))) break;
      lines.push(line);
      if (!line.isBlank) end = at + 1;
    }
    lines.length = end - this.index;
    this.index = end;
    return lines;
  }

  /** Reads ordinary text up to the next tag. Consecutive paragraphs form one section, separated by a blank line. */
  private paragraph(): void {
    const lines = this.paragraphLines();
    const [first] = lines;
    const last = lines.at(-1);
    if (!first || !last) return;
    const text = lines.map((line) => line.text).join('\n');
    const range = { file: this.file, start: first.start, end: last.end };
    const before = this.sections.at(-1);
    if (before?.kind === 'plain') {
      this.sections[this.sections.length - 1] = {
        ...before,
        text: `${before.text}\n\n${text}`,
        range: { ...range, start: before.range.start },
      };
    } else {
      this.sections.push({ kind: 'plain', text, range });
    }
  }

  /** Reads the lines up to the next blank line or tag. */
  private paragraphLines(): DocLine[] {
    const from = this.index;
    for (let line = this.lines[this.index]; line && !line.isBlank; line = this.lines[this.index]) {
      if (this.isDefinition && readTag(line.text)) break;
      this.index++;
    }
    return this.lines.slice(from, this.index);
  }
}

interface Tag {
  readonly kind: DocSection['kind'] | 'features';
  readonly name?: string | undefined;
  /** Its length in characters, including the blanks after it. */
  readonly length: number;
}

function readTag(line: string): Tag | undefined {
  if (line === 'Features:') return { kind: 'features', length: line.length };
  const member = MEMBER.exec(line);
  if (member) return { kind: 'member', length: member[0].length, name: member[1] };
  const tag = TAG.exec(line);
  const kind = TAG_KINDS[tag?.[1] ?? ''];
  return tag && kind ? { kind, length: tag[0].length } : undefined;
}
