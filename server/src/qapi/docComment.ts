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
 * Reads a documentation comment. One grammar for every release: it splits the comments of QEMU 10.x as QEMU's
 * own reader does, and also takes what that one refuses and 5.0 to 9.x allow: tags in the middle of a paragraph,
 * text aligned with the text after the tag, text below the tag without indentation, members after other sections.
 * `Note:` and `Example:` of those releases stay what they look like, paragraphs.
 */
export function readDocComment(text: string, file: string, block: DocBlock): ReadDoc {
  const { lines, problems } = splitCommentLines(text, block.inner);
  const range = { file, start: block.start, end: block.end };
  const symbol = SYMBOL.exec(lines.find((line) => line.text !== '')?.text ?? '')?.[1];
  // A blank line in front makes even a line like a symbol's an ordinary one.
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

interface Line {
  /** What follows `# `, without blanks at the end. */
  readonly text: string;
  /** Where that begins in the file. */
  readonly start: number;
}

/** The lines of a comment; those without `#` are no part of it. */
function splitCommentLines(text: string, inner: TextRange): { lines: Line[]; problems: TextProblem[] } {
  const lines: Line[] = [];
  const problems: TextProblem[] = [];
  const pattern = /#( ?)([^\r\n]*)/g;
  pattern.lastIndex = inner.start;
  for (let match = pattern.exec(text); match && match.index < inner.end; match = pattern.exec(text)) {
    const [whole, space = '', rest = ''] = match;
    const start = match.index + 1 + space.length;
    lines.push({ text: rest.trimEnd(), start });
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
    private readonly lines: readonly Line[],
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

  private skipBlank(): Line | undefined {
    while (this.lines[this.index]?.text === '') this.index++;
    return this.lines[this.index];
  }

  /** A member, feature or tagged section: the text after the tag and the lines below that are indented. */
  private described(line: Line, tag: Tag): void {
    const own = line.text.slice(tag.length);
    this.index++;
    const rest = this.indented();
    // Before 9.0 the text might also begin below the tag and not be indented at all.
    if (own === '' && rest.length === 0) rest.push(...this.paragraphLines());
    const text = trimLineFeeds([own, ...rest.map((each) => each.text)].join('\n'));
    const last = [line, ...rest].findLast((each) => each.text !== '') ?? line;
    const range = { file: this.file, start: line.start, end: last.start + last.text.length };
    const kind = tag.kind === 'member' && this.inFeatures ? 'feature' : tag.kind;
    if (kind === 'features') return;
    this.sections.push({ kind, text, range, name: tag.name });
  }

  private indented(): Line[] {
    const lines: Line[] = [];
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

  /** Ordinary text up to the next tag. Paragraphs that follow each other make one section, a blank line between. */
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

  /** The lines from here to the next blank one or the next tag. */
  private paragraphLines(): Line[] {
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
  /** How many characters of the line it takes, blanks after it included. */
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
