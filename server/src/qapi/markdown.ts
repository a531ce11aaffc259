import {
  joinListItems,
  makeCodeBlock,
  makeHeading,
  makeListItem,
  makeParagraph,
  makeQuote,
  makeStrong,
  inline,
  type Markdown,
} from '../text/markdown';
import type { Link } from './markdownInline';
import { inlineToMarkdown } from './markdownInline';
import { renderSimpleTable } from './markdownTable';

export interface MarkdownOptions {
  readonly link: Link;
}

/**
 * Converts a documentation section to blocks of Markdown. Supports the part of rST that QEMU's schemas use, and the tags `Note:` and
 * `Example:` and the marked example lines (`|`) of older ones. A “(since 7.1)” at the very end is removed.
 */
export function docToMarkdown(text: string, { link }: MarkdownOptions): readonly Markdown[] {
  const lines = removeSince(text)
    .replace(/\t/g, TAB)
    .split(/\r\n?|\n/);
  return new BlockReader(dedentBelow(lines), link, 0).read();
}

/** The tab width of rST. */
const TAB = ' '.repeat(8);

const TRAILING_SINCE = /^\([Ss]ince:?\s+\d+(?:\.\d+)*\)\.?\s*$/;
const DIRECTIVE = /^\.\.\s+([\w-]+)::?(?:\s+(.*))?$/;
const BULLET = /^([-*+]|(?:\d+|#)[.)])\s+(?=\S)/;
const OLD_TAG = /^(Note|Example)s?:(?!:)\s*/;
const OPTION = /^:([\w-]+):(.*)$/;
const QMP_LINE = /^(?:->|<-)(?:\s|$)/;
/** Lines that can follow a blank line and still belong to an example that began with `->` or `<-`. */
const QMP_REST = /^(?:->|<-|\s|[}\]]|\.\.\.)/;

/** Deeper lists and quotes are shown as paragraphs: no documentation has them, and the recursion must end. */
const MAX_DEPTH = 20;

class BlockReader {
  private index = 0;
  private readonly blocks: Markdown[] = [];

  constructor(
    private readonly lines: readonly string[],
    private readonly link: Link,
    private readonly depth: number,
  ) {}

  /** The Markdown blocks, to be separated by blank lines. */
  read(): Markdown[] {
    for (let line = this.lines[this.index]; line !== undefined; line = this.lines[this.index]) {
      if (line === '') this.index++;
      else if (this.depth > MAX_DEPTH) this.paragraph();
      else if (/^\s/.test(line)) this.blocks.push(...this.nested(dedent(this.indented())));
      else if (line.startsWith('.. ')) this.explicitMarkup(line);
      else if (BULLET.test(line)) this.list();
      else if (QMP_LINE.test(line)) this.qmpExample();
      else if (line.startsWith('| ')) this.markedExample();
      else if (OLD_TAG.test(line)) this.oldTag();
      else if (!this.heading()) this.paragraph();
    }
    return this.blocks;
  }

  private nested(lines: readonly string[]): Markdown[] {
    return new BlockReader(lines, this.link, this.depth + 1).read();
  }

  /** Reads a directive; any other text after `..` is a comment. */
  private explicitMarkup(line: string): void {
    this.index++;
    const body = dedent(this.indented());
    const [, name, argument = ''] = DIRECTIVE.exec(line) ?? [];
    switch (name) {
      case undefined:
        return;
      case 'qmp-example':
        this.example(body);
        return;
      case 'code-block':
      case 'code':
        this.blocks.push(fence(body, argument));
        return;
      case 'table':
        this.table(argument, body);
        return;
      case 'admonition':
        this.quote(argument, body);
        return;
      default:
        this.quote(name.charAt(0).toUpperCase() + name.slice(1), [argument, ...body]);
    }
  }

  private example(body: readonly string[]): void {
    const { options, content } = splitOptions(body);
    const title = options.get('title');
    this.blocks.push(
      title ? inline`**Example:** ${inlineToMarkdown(title, this.link)}` : inline`**Example**`,
    );
    if (options.has('annotated')) this.blocks.push(...this.nested(content));
    else this.blocks.push(fence(content, 'json'));
  }

  private table(title: string, body: readonly string[]): void {
    const { content } = splitOptions(body);
    const table = renderSimpleTable(content, (text) => inlineToMarkdown(text, this.link));
    this.blocks.push(...this.nested([title]), table ?? fence(content));
  }

  private quote(title: string, body: readonly string[]): void {
    const [first, ...rest] = this.nested(body);
    const label = makeStrong(inline`${inlineToMarkdown(title, this.link)}:`);
    // Only ordinary text can be on the line of a label.
    const isText = first !== undefined && !/^(?:[-*+]\s|\d+\.\s|`{3}|> )/.test(first);
    const joined = first === undefined ? [label] : isText ? [inline`${label} ${first}`] : [label, first];
    this.blocks.push(makeQuote([...joined, ...rest]));
  }

  /** Reads items with or without blank lines between them; unindented lines continue the item above. */
  private list(): void {
    const items: Markdown[] = [];
    for (let match = this.bullet(); match; match = this.bullet()) {
      const [whole, marker = '-'] = match;
      const first = this.lines[this.index]?.slice(whole.length) ?? '';
      this.index++;
      const body = dedent([...this.lazyLines(), ...this.indented()], whole.length);
      const number = marker.startsWith('#') ? 1 : /\d/.test(marker) ? Number.parseInt(marker, 10) : undefined;
      items.push(makeListItem(this.nested([first, ...body]), number));
    }
    this.blocks.push(joinListItems(items));
  }

  /** Finds the next list item, if the next non-blank line is one. */
  private bullet(): RegExpExecArray | undefined {
    let at = this.index;
    while (this.lines[at] === '') at++;
    const match = BULLET.exec(this.lines[at] ?? '');
    if (!match) return undefined;
    this.index = at;
    return match;
  }

  private lazyLines(): string[] {
    const from = this.index;
    for (
      let line = this.lines[this.index];
      line !== undefined && line !== '';
      line = this.lines[this.index]
    ) {
      if (BULLET.test(line)) break;
      this.index++;
    }
    return this.lines.slice(from, this.index);
  }

  private qmpExample(): void {
    const from = this.index;
    let end = from;
    for (let at = from; at < this.lines.length; at++) {
      const line = this.lines[at] ?? '';
      const afterBlank = this.lines[at - 1] === '' && at > from;
      if (afterBlank && line !== '' && !QMP_REST.test(line)) break;
      if (line !== '') end = at + 1;
    }
    this.index = end;
    this.blocks.push(fence(this.lines.slice(from, end), 'json'));
  }

  /** Up to 5.1, each line of an example began with a bar. */
  private markedExample(): void {
    const lines: string[] = [];
    for (let line = this.lines[this.index]; line?.startsWith('|'); line = this.lines[++this.index]) {
      lines.push(line.slice(line.startsWith('| ') ? 2 : 1));
    }
    this.blocks.push(fence(lines, 'json'));
  }

  /** Reads `Note:` or `Example:`, separate sections up to 9.0. */
  private oldTag(): void {
    const [first = '', ...rest] = this.paragraphLines();
    const [whole = '', name = ''] = OLD_TAG.exec(first) ?? [];
    const body = [first.slice(whole.length), ...dedent(rest)];
    if (name === 'Note') this.quote(name, body);
    else this.blocks.push(inline`**Example**`, ...this.nested(body));
  }

  /** Reads a title with a line of punctuation below (and optionally above), or a `= Title` of releases before 10.1. */
  private heading(): boolean {
    const [line = '', below = '', under = ''] = this.lines.slice(this.index, this.index + 3);
    const old = /^(=+)\s+(.*)/.exec(line);
    const over = RULE.test(line) && line === under;
    if (!old && !over && !(RULE.test(below) && below.length >= line.length)) return false;
    this.index += old ? 1 : over ? 3 : 2;
    this.blocks.push(makeHeading(inlineToMarkdown((old?.[2] ?? (over ? below : line)).trim(), this.link)));
    return true;
  }

  /** Also joins lines with deeper indentation than the first: definition lists occur only by accident. */
  private paragraph(): void {
    const text = this.paragraphLines()
      .map((line) => line.trim())
      .join(' ')
      .replace(/ {2,}/g, ' ');
    const literal = text.endsWith('::') ? this.literalBlock() : undefined;
    const shown = literal ? text.slice(0, -1).replace(/(^|\s):$/, '') : text;
    if (shown !== '') this.blocks.push(makeParagraph(inlineToMarkdown(shown, this.link)));
    if (literal) this.blocks.push(literal);
  }

  private paragraphLines(): string[] {
    const from = this.index;
    while ((this.lines[this.index] ?? '') !== '') this.index++;
    return this.lines.slice(from, this.index);
  }

  private literalBlock(): Markdown | undefined {
    const lines = this.indented();
    return lines.some((line) => line !== '') ? fence(dedent(lines)) : undefined;
  }

  /** Reads the indented lines from here on, including blank ones between them. */
  private indented(): string[] {
    const from = this.index;
    let end = from;
    for (let at = from; at < this.lines.length; at++) {
      const line = this.lines[at] ?? '';
      if (line !== '' && !/^\s/.test(line)) break;
      if (line !== '') end = at + 1;
    }
    this.index = end;
    return this.lines.slice(from, end);
  }
}

const RULE = /^([=*\-~^"'+#])\1{2,}$/;

/** Splits a directive's body into the leading `:name: value` lines and the rest. */
function splitOptions(body: readonly string[]): { options: Map<string, string>; content: string[] } {
  const options = new Map<string, string>();
  let at = 0;
  for (let match = OPTION.exec(body[at] ?? ''); match; match = OPTION.exec(body[++at] ?? '')) {
    const [, name = '', value = ''] = match;
    options.set(name, value.trim());
  }
  return { options, content: body.slice(at) };
}

function removeSince(text: string): string {
  const end = text.lastIndexOf('(');
  return end >= 0 && TRAILING_SINCE.test(text.slice(end)) ? text.slice(0, end).trimEnd() : text;
}

/** Makes a code block; without a `language`, QMP examples are recognised by their arrows. */
function fence(lines: readonly string[], language?: string): Markdown {
  const isBlank = (line: string | undefined): boolean => line === '';
  const code = dedent(lines);
  const start = code.findIndex((line) => !isBlank(line));
  const shown = start < 0 ? [] : code.slice(start, code.findLastIndex((line) => !isBlank(line)) + 1);
  return makeCodeBlock(shown, language ?? (QMP_LINE.test(shown[0] ?? '') ? 'json' : ''));
}

/** Lines below one that follows a tag are indented as a whole; that indentation has no meaning. */
function dedentBelow(lines: readonly string[]): string[] {
  const [first = '', ...rest] = lines.map((line) => (line.trim() === '' ? '' : line));
  if (/^\s/.test(first) || first === '') return dedent([first, ...rest]);
  const ownBody = first.startsWith('.. ') || first.endsWith('::');
  if (ownBody || BULLET.exec(first)?.[0].length === measureIndentation(rest)) return [first, ...rest];
  return [first, ...dedent(rest)];
}

/** Removes the indentation that all lines share, up to `most` columns. */
function dedent(lines: readonly string[], most = Infinity): string[] {
  const shared = Math.min(measureIndentation(lines), most);
  return lines.map((line) => line.slice(shared));
}

function measureIndentation(lines: readonly string[]): number {
  return lines.reduce(
    (least, line) => (line === '' ? least : Math.min(least, line.search(/\S|$/))),
    Infinity,
  );
}
