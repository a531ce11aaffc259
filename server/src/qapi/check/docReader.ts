import { t } from '../../text/translations';
import type { TextRange } from '../../text/lineIndex';
import type { DocLine } from '../docComment';
import type { Report } from './finding';

/** A described member or feature, or a tagged section. */
export interface DocPlace extends TextRange {
  readonly name: string;
}

/** What the comment of a definition describes, each in the order of the comment. */
export interface DocOutline {
  readonly members: readonly DocPlace[];
  readonly features: readonly DocPlace[];
  /** The tags `Returns`, `Errors`, `Since` and `TODO`. */
  readonly tags: readonly DocPlace[];
  /** Whether its structure is invalid, so descriptions may be missing from this outline. */
  readonly isBroken: boolean;
}

/** `@name:`; any character but a colon may be part of the name. */
export const DESCRIPTION = /^@([^:]*):/;
const TAG = /^(Returns|Errors|Since|TODO|Notes?|Examples?):(?!:)/;

/**
 * Reads the comment of a definition paragraph by paragraph, as QEMU does since 9.0, and reports what that refuses.
 *
 * @param lines those after the line with the name of the definition
 * @param close the line that closes the comment
 */
export function readOutline(lines: readonly DocLine[], close: TextRange, report: Report): DocOutline {
  return new OutlineReader(lines, close, report).read();
}

class OutlineReader {
  private index = 0;
  private areMembersOver = false;
  private hasFeatures = false;
  private isBroken = false;
  private readonly members: DocPlace[] = [];
  private readonly features: DocPlace[] = [];
  private readonly tags: DocPlace[] = [];

  constructor(
    private readonly lines: readonly DocLine[],
    private readonly close: TextRange,
    private readonly report: Report,
  ) {}

  read(): DocOutline {
    for (let line = this.skipBlank(); line; line = this.skipBlank()) {
      const tag = TAG.exec(line.text)?.[1];
      if (line.text === 'Features:') this.readFeatures(line);
      else if (DESCRIPTION.test(line.text)) this.readMembers(line);
      else if (tag !== undefined) this.readTag(line, tag);
      else this.skipParagraph();
    }
    const { members, features, tags, isBroken } = this;
    return { members, features, tags, isBroken };
  }

  private readFeatures(heading: DocLine): void {
    const range = toRange(heading, heading.text.length);
    if (this.hasFeatures)
      this.break('doc/features-twice', range, t('Duplicate “Features:”. Describe all features in one list.'));
    this.hasFeatures = true;
    this.areMembersOver = true;
    this.index++;
    let line = this.skipBlank();
    if (!line || !DESCRIPTION.test(line.text))
      this.break(
        'doc/features-empty',
        line ? toRange(line, line.text.length) : this.close,
        t('Expected a description such as “@name: …” after “Features:”.'),
      );
    for (; line && DESCRIPTION.test(line.text); line = this.skipBlank()) this.describe(line, this.features);
  }

  private readMembers(first: DocLine): void {
    if (this.areMembersOver)
      this.break(
        'doc/member-after-section',
        toRange(first, this.matchDescription(first)),
        t('Describe all members together, before features and sections: move this description up.'),
      );
    for (let line: DocLine | undefined = first; line && DESCRIPTION.test(line.text); line = this.skipBlank())
      this.describe(line, this.members);
    this.areMembersOver = true;
  }

  private describe(line: DocLine, places: DocPlace[]): void {
    const length = this.matchDescription(line);
    const name = line.text.slice(1, length - 1);
    const range = toRange(line, length);
    if (name === '') this.break('doc/empty-name', range, t('Missing name between “@” and “:”.'));
    else if (places.some((place) => place.name === name))
      this.report('doc/member-twice', range, t('“{0}” is described twice.', name));
    this.readText(line, length, name === '' ? undefined : t('Describe “{0}” after the colon.', name));
    if (name !== '') places.push({ name, ...range });
  }

  private readTag(line: DocLine, tag: string): void {
    const range = toRange(line, tag.length + 1);
    this.areMembersOver = true;
    if (/^Note|^Example/.test(tag)) {
      const isNote = tag.startsWith('Note');
      this.report(
        isNote ? 'doc/old-note' : 'doc/old-example',
        range,
        t(
          'QEMU 9.1 dropped the section “{0}:”. Use the directive {1}.',
          tag,
          isNote ? '“.. note::”' : '“.. qmp-example::”',
        ),
      );
      this.readText(line, tag.length + 1, undefined);
      return;
    }
    if (tag !== 'TODO' && this.tags.some(({ name }) => name === tag))
      this.report(
        `doc/${tag.toLowerCase()}-twice`,
        range,
        t('Duplicate section “{0}:”. Merge it with the first one.', tag),
      );
    this.readText(line, tag.length + 1, t('The section “{0}:” is empty. Add text or remove it.', tag));
    this.tags.push({ name: tag, ...range });
  }

  /** Skips the text of a description or section. @param emptyMessage what to report if there is none; undefined for nothing */
  private readText(line: DocLine, length: number, emptyMessage: string | undefined): void {
    this.index++;
    const hasOwn = line.text.slice(length).trim() !== '';
    const isEmpty = !this.skipIndented() && !hasOwn;
    if (isEmpty && emptyMessage !== undefined)
      this.report('doc/empty-section', toRange(line, length), emptyMessage);
  }

  /** Skips the indented lines of a text. Returns whether there is one. */
  private skipIndented(): boolean {
    const first = this.skipBlank();
    const indent = first ? countIndent(first.text) : 0;
    if (indent === 0) return false;
    this.index++;
    const second = this.lines[this.index];
    if (second && second.text !== '' && !DESCRIPTION.test(second.text) && countIndent(second.text) < indent)
      this.break(
        'doc/dedent',
        toRange(second, second.text.length),
        t(
          'Unexpected indentation: indent this line by at least {0} spaces, or add an empty line before it.',
          indent,
        ),
      );
    for (let line = this.lines[this.index]; line; line = this.lines[this.index]) {
      if (line.text !== '' && (countIndent(line.text) < indent || DESCRIPTION.test(line.text))) break;
      this.index++;
    }
    return true;
  }

  private skipParagraph(): void {
    while ((this.lines[this.index]?.text ?? '') !== '') this.index++;
  }

  private skipBlank(): DocLine | undefined {
    while (this.lines[this.index]?.text === '') this.index++;
    return this.lines[this.index];
  }

  private matchDescription(line: DocLine): number {
    return DESCRIPTION.exec(line.text)?.[0].length ?? line.text.length;
  }

  private break(code: string, range: TextRange, message: string): void {
    this.isBroken = true;
    this.report(code, range, message);
  }
}

function countIndent(text: string): number {
  return text.length - text.trimStart().length;
}

/** The range of the first `length` characters of a line's text. */
function toRange(line: DocLine, length: number): TextRange {
  return { start: line.start, end: line.start + length };
}
