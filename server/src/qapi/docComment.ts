import { t } from '../text/translations';
import type { TextRange } from '../text/lineIndex';
import { trimLineFeeds } from '../text/trimming';
import { addProblem, type TextProblem } from './lexer';
import type { DocComment, DocSection } from './schema';
import type { DocBlock } from './syntax';

export interface ReadDoc {
  readonly doc: DocComment;
  readonly problems: readonly TextProblem[];
}

/**
 * Reads a documentation comment with one grammar for all releases. It splits the comments of QEMU 10.x as QEMU's own reader does, and
 * also accepts what only 5.0 to 9.x allow: tags in the middle of a paragraph, text aligned with the text after the tag, unindented text
 * below the tag, members after other sections. `Note:` and `Example:` of those releases stay paragraphs.
 */
export function readDocComment(text: string, file: string, block: DocBlock): ReadDoc {
  const { lines, problems } = splitCommentLines(text, block.inner);
  const range = { file, start: block.start, end: block.end };
  const symbol = SYMBOL.exec(lines.find((line) => line.text !== '')?.text ?? '')?.[1];
  // After a blank line, even a line like a symbol's is ordinary text.
  const isDefinition = symbol !== undefined && lines[0]?.text !== '';
  const sections = new SectionReader(file, isDefinition ? lines.slice(1) : lines, isDefinition).read();
  return { doc: isDefinition ? { range, symbol, sections } : { range, sections }, problems };
}

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
export interface DocLine {
  /** The text after `# `, without trailing blanks. */
  readonly text: string;
  /** Its offset in the file. */
  readonly start: number;
  /** The offset of `#`. */
  readonly hash: number;
}

/** Splits a comment into lines, without those that lack `#`. */
export function splitCommentLines(
  text: string,
  inner: TextRange,
): { lines: DocLine[]; problems: TextProblem[] } {
  const lines: DocLine[] = [];
  const problems: TextProblem[] = [];
  const pattern = /#( ?)([^\r\n]*)/g;
  pattern.lastIndex = inner.start;
  for (let match = pattern.exec(text); match && match.index < inner.end; match = pattern.exec(text)) {
    const [whole, space = '', rest = ''] = match;
    const start = match.index + 1 + space.length;
    lines.push({ text: rest.trimEnd(), start, hash: match.index });
    if (space === '' && rest.trim() !== '') {
      const range = { start: match.index, end: match.index + whole.length };
      addProblem(problems, {
        code: 'doc/no-space-after-hash',
        message: t('Documentation lines require a space after #.'),
        range,
      });
    }
  }
  return { lines, problems };
}

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
    while (this.lines[this.index]?.text === '') this.index++;
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
    const last = [line, ...rest].findLast((each) => each.text !== '') ?? line;
    const range = { file: this.file, start: line.start, end: last.start + last.text.length };
    const kind = tag.kind === 'member' && this.inFeatures ? 'feature' : tag.kind;
    if (kind === 'features') return;
    this.sections.push({ kind, text, range, name: tag.name });
  }

  private indented(): DocLine[] {
    const lines: DocLine[] = [];
    let end = this.index;
    for (let at = this.index; at < this.lines.length; at++) {
      const line = this.lines[at];
      if (!line || (line.text !== '' && !/^\s/.test(line.text))) break;
      lines.push(line);
      if (line.text !== '') end = at + 1;
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
    const range = { file: this.file, start: first.start, end: last.start + last.text.length };
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
    for (let line = this.lines[this.index]; line && line.text !== ''; line = this.lines[this.index]) {
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
