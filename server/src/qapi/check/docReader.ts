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

const TAG = /^(Returns|Errors|Since|TODO|Notes?|Examples?):(?!:)/;
const TAG_STARTS: ReadonlySet<number> = new Set(Array.from('RESTN', (letter) => letter.charCodeAt(0)));

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
  private readonly memberNames = new Set<string>();
  private readonly featureNames = new Set<string>();

  constructor(
    private readonly lines: readonly DocLine[],
    private readonly close: TextRange,
    private readonly report: Report,
  ) {}

  read(): DocOutline {
    for (let line = this.skipBlank(); line; line = this.skipBlank()) {
      if (isFeaturesHeading(line)) this.readFeatures(line);
      else if (measureName(line) > 0) this.readMembers(line);
      else {
        const tag = findTag(line);
        if (tag === undefined) this.skipParagraph();
        else this.readTag(line, tag);
      }
    }
    const { members, features, tags, isBroken } = this;
    return { members, features, tags, isBroken };
  }

  private readFeatures(heading: DocLine): void {
    const range = toRange(heading);
    if (this.hasFeatures)
      this.break('doc/features-twice', range, t('Duplicate “Features:”. Describe all features in one list.'));
    this.hasFeatures = true;
    this.areMembersOver = true;
    this.index++;
    let line = this.skipBlank();
    if (!line || measureName(line) === 0)
      this.break(
        'doc/features-empty',
        line ? toRange(line) : this.close,
        t('Expected a description such as “@name: …” after “Features:”.'),
      );
    for (; line && measureName(line) > 0; line = this.skipBlank()) this.describe(line, this.features);
  }

  private readMembers(first: DocLine): void {
    if (this.areMembersOver)
      this.break(
        'doc/member-after-section',
        toRange(first, measureName(first)),
        t('Describe all members together, before features and sections: move this description up.'),
      );
    for (let line: DocLine | undefined = first; line && measureName(line) > 0; line = this.skipBlank())
      this.describe(line, this.members);
    this.areMembersOver = true;
  }

  private describe(line: DocLine, places: DocPlace[]): void {
    const length = measureName(line);
    const name = line.text.slice(1, length - 1);
    const range = toRange(line, length);
    if (name === '') this.break('doc/empty-name', range, t('Missing name between “@” and “:”.'));
    else if (this.hasDescribed(places, name))
      this.report('doc/member-twice', range, t('“{0}” is described twice.', name));
    const hasText = this.skipText(line, length);
    if (name === '') return;
    if (!hasText) this.report('doc/empty-section', range, t('Describe “{0}” after the colon.', name));
    places.push({ name, ...range });
  }

  /** Whether a member or feature of that name was described before; from now on, it was. */
  private hasDescribed(places: readonly DocPlace[], name: string): boolean {
    const names = places === this.members ? this.memberNames : this.featureNames;
    return names.size === names.add(name).size;
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
      this.skipText(line, tag.length + 1);
      return;
    }
    if (tag !== 'TODO' && this.tags.some(({ name }) => name === tag))
      this.report(
        `doc/${tag.toLowerCase()}-twice`,
        range,
        t('Duplicate section “{0}:”. Merge it with the first one.', tag),
      );
    if (!this.skipText(line, tag.length + 1)) {
      const message = t('The section “{0}:” is empty. Add text or remove it.', tag);
      this.report('doc/empty-section', range, message);
    }
    this.tags.push({ name: tag, ...range });
  }

  /** Skips the text of a description or section, whose tag has that length. Returns whether there is one. */
  private skipText(line: DocLine, length: number): boolean {
    this.index++;
    return this.skipIndented() || line.text.slice(length).trim() !== '';
  }

  /** Skips the indented lines of a text. Returns whether there is one. */
  private skipIndented(): boolean {
    const indent = this.skipBlank()?.indent ?? 0;
    if (indent === 0) return false;
    this.index++;
    const second = this.lines[this.index];
    if (second && isLessIndented(second, indent) && measureName(second) === 0)
      this.break(
        'doc/dedent',
        toRange(second),
        t(
          'Unexpected indentation: indent this line by at least {0} spaces, or add an empty line before it.',
          indent,
        ),
      );
    for (
      let line = this.lines[this.index];
      line && !isLessIndented(line, indent);
      line = this.lines[this.index]
    )
      this.index++;
    return true;
  }

  private skipParagraph(): void {
    while (this.lines[this.index]?.isBlank === false) this.index++;
  }

  private skipBlank(): DocLine | undefined {
    while (this.lines[this.index]?.isBlank === true) this.index++;
    return this.lines[this.index];
  }

  private break(code: string, range: TextRange, message: string): void {
    this.isBroken = true;
    this.report(code, range, message);
  }
}

/** The range of the first `length` characters of a line's text, else of all. */
function toRange({ start, end }: DocLine, length = end - start): TextRange {
  return { start, end: start + length };
}

/** Returns the length of `@name:` at the start of a line; any character but a colon may be part of the name. 0 without it. */
export function measureName(line: DocLine): number {
  return line.firstUnit === AT ? line.text.indexOf(':') + 1 : 0;
}

const AT = 0x40;

function isFeaturesHeading(line: DocLine): boolean {
  return line.end - line.start === FEATURES.length && line.text === FEATURES;
}

const FEATURES = 'Features:';

function isLessIndented(line: DocLine, indent: number): boolean {
  return !line.isBlank && line.indent < indent;
}

/** Returns the tag at the start of a line without its colon. */
function findTag(line: DocLine): string | undefined {
  // Most lines start with another letter, and need no search.
  return TAG_STARTS.has(line.firstUnit) ? TAG.exec(line.text)?.[1] : undefined;
}
