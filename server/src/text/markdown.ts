import { shorten } from './trimming';
import { makeVisible } from './visible';

declare const BUILT: unique symbol;

/**
 * Markdown that only the functions of this file make. It is guaranteed to have no images, no HTML and no links except those of `makeLink`,
 * regardless of the texts in it. A string cannot be used instead.
 */
export type Markdown = string & { readonly [BUILT]: true };

/** Makes a line of Markdown from a template literal in the sources. */
export function inline(parts: TemplateStringsArray, ...values: readonly (Markdown | number)[]): Markdown {
  return joinInline(parts.flatMap((part, at) => [part, String(values[at] ?? '')]) as Markdown[]);
}

/** Joins parts of one line with a separator from the sources. */
export function joinInline(parts: readonly Markdown[], separator = ''): Markdown {
  let line = '';
  for (const [at, part] of parts.entries()) {
    const next = at === 0 ? part : separator + part;
    // The backticks of two adjacent code spans would merge.
    line += line.endsWith('`') && next.startsWith('`') ? ` ${next}` : next;
  }
  return escapeSeams(line);
}

/** Characters with a meaning inside a line of Markdown: emphasis, code, links, tables, HTML, escapes and entities. [CommonMark 0.31, 6] */
const MARKS = /[*_[\]<>|\\`~]|&(?=#?\w+;)/g;

/**
 * VS Code's reader ignores backslashes before these characters when it skips code and links to find the end of emphasis, and in the text of
 * links. [marked 14, blockSkip and outputLinkReplace]
 */
const ENTITIES: Readonly<Record<string, string | undefined>> = {
  '<': '&lt;',
  '>': '&gt;',
  '[': '&#91;',
  ']': '&#93;',
  '`': '&#96;',
};
const CHARACTERS = new Map(Object.entries(ENTITIES).map(([character, entity]) => [entity, character]));

/** Escapes a text so that it is displayed unchanged in a line. */
export function escapeText(text: string): Markdown {
  return escapeSeams(makeVisible(text).replace(MARKS, (mark) => ENTITIES[mark] ?? `\\${mark}`));
}

/** Parts that need no escaping: escapes, code spans, link targets and addresses. */
const CLOSED = /\\.|`[^`]*`|\]\([^)]*\)|<[^>]*>/;

/**
 * Marks that can also arise where parts meet: `!` before a link makes it an image, and GitHub's Markdown turns plain addresses into
 * links. [GFM 0.29, 6.9]
 */
const SEAMS = new RegExp(`${CLOSED.source}|(?<seam>!(?=\\[)|:(?=//)|(?<=www)\\.|(?<=\\S)@)`, 'gi');

function escapeSeams(line: string): Markdown {
  return line.replace(SEAMS, (part, seam?: string) => (seam === undefined ? part : `\\${seam}`)) as Markdown;
}

/** Makes a code span on one line, shortened if necessary. A text with backticks stays plain, as VS Code's reader takes them for ends of code. */
export function makeCode(text: string): Markdown {
  const code = shorten(text, MAX_CODE);
  if (code.includes('`')) return escapeText(code);
  return `\`${code.trim() === '' ? ' ' : makeVisible(code)}\`` as Markdown;
}

/** Addresses that run a command or contain a page. */
const RISKY = /^(?:command|data|javascript|vbscript):/i;
const ABSOLUTE = /^[a-z][a-z\d+.-]*:/i;

/** In UTF-16 units; longer than any meaningful name or pattern. */
const MAX_CODE = 500;

/** Makes a link, or only its text if the address is not allowed. */
export function makeLink(label: Markdown, address: string): Markdown {
  if (!ABSOLUTE.test(address) || RISKY.test(address)) return label;
  return `[${label}](${encodeAddress(address)})` as Markdown;
}

/** Makes a link whose text is the address. */
export function makeAutolink(address: string): Markdown {
  const isPlain = /^https?:\/\/[\w!#$%&'()*+,./:;=?@[\]~-]+$/.test(address);
  return isPlain ? (`<${address}>` as Markdown) : escapeText(address);
}

/** Percent-encodes characters that would end a link target or are invalid in an address. */
function encodeAddress(address: string): string {
  return address.replace(/[^\w!#$%&'*+,./:;=?@~-]/gu, (character) =>
    /[()[\]]/.test(character)
      ? `%${character.charCodeAt(0).toString(16).toUpperCase()}`
      : encodeURIComponent(/\p{Cs}/u.test(character) ? '\ufffd' : character),
  );
}

export function makeStrong(text: Markdown): Markdown {
  return `**${text}**` as Markdown;
}

export function makeEmphasis(text: Markdown): Markdown {
  return `*${text}*` as Markdown;
}

/** Makes a paragraph of a line, so that it does not start a heading, a rule, a list, code or a quote. */
export function makeParagraph(line: Markdown): Markdown {
  return line
    .trim()
    .replace(/^(?=#{1,6}(?:\s|$)|[-+=]+(?:\s|$))/, '\\')
    .replace(/^(\d+)(?=[.)](?:\s|$))/, '$1\\') as Markdown;
}

/** Puts lines below each other in one paragraph. */
export function makeLines(lines: readonly Markdown[]): Markdown {
  return lines.map(makeParagraph).join('  \n') as Markdown;
}

export function makeHeading(line: Markdown): Markdown {
  return `## ${line}` as Markdown;
}

export const RULE = '---' as Markdown;

/** Puts blocks below each other. */
export function joinBlocks(blocks: readonly Markdown[]): Markdown {
  return blocks.join('\n\n') as Markdown;
}

/** Makes a code block. @param language follows the fence if it is a plain word */
export function makeCodeBlock(lines: readonly string[], language = ''): Markdown {
  const code = lines.map(makeVisible).join('\n');
  const ticks = '`'.repeat(Math.max(3, measureLongestRun(code) + 1));
  return `${ticks}${/^[\w+-]*$/.test(language) ? language : ''}\n${code}\n${ticks}` as Markdown;
}

export function makeQuote(blocks: readonly Markdown[]): Markdown {
  return addPrefixes(joinBlocks(blocks), '> ', '> ');
}

/** @param number of an item in a numbered list */
export function makeListItem(blocks: readonly Markdown[], number?: number): Markdown {
  const bullet = number === undefined ? '- ' : `${number}. `;
  return addPrefixes(joinBlocks(blocks), bullet, ' '.repeat(bullet.length));
}

export function joinListItems(items: readonly Markdown[]): Markdown {
  return items.join('\n') as Markdown;
}

/**
 * Makes a table. Bars separate cells even in code spans, so a cell with bars is shown without formatting.
 * @param cells the texts; the first row is the header
 */
export function makeTable(
  cells: readonly (readonly string[])[],
  render: (text: string) => Markdown,
): Markdown {
  const [head = [], ...body] = cells.map(
    (row) => `| ${row.map((text) => (text.includes('|') ? escapeText(text) : render(text))).join(' | ')} |`,
  );
  return [head, `|${' --- |'.repeat(cells[0]?.length ?? 0)}`, ...body].join('\n') as Markdown;
}

export const ELLIPSIS = '…' as Markdown;

/** Returns the sentences of a paragraph that fit into a number of characters, with an ellipsis; undefined if not even the first fits. */
export function cutToSentences(paragraph: Markdown, most: number): Markdown | undefined {
  // A cut inside code would leave an unpaired mark, and its content would become Markdown.
  const prose = paragraph.replace(new RegExp(CLOSED, 'g'), (part) => '_'.repeat(part.length));
  const ends = [...prose.matchAll(/[.!?]["')]*(?= )/g)].map((match) => match.index + match[0].length);
  const end = ends.findLast((at) => at <= most);
  return end === undefined ? undefined : (`${paragraph.slice(0, end)} …` as Markdown);
}

/** Converts Markdown of this file to plain text, for clients that do not render it. */
export function toPlainText(markdown: Markdown): string {
  return markdown
    .replace(/\[((?:\\.|[^\]\\])*)\]\([^)]*\)/g, '$1')
    .replace(/^---\n*|^`{3,}\w*\n?/gm, '')
    .replace(/\*\*|`+/g, '')
    .replace(
      /\\([!-/:-@[-`{-~])|&#?\w+;/g,
      (mark, escaped?: string) => escaped ?? CHARACTERS.get(mark) ?? mark,
    )
    .trim();
}

/** Measures the longest run of backticks. */
function measureLongestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}

/** Puts `first` before the first line and `others` before each other line. */
function addPrefixes(text: string, first: string, others: string): Markdown {
  return text
    .split('\n')
    .map((line, at) => ((at === 0 ? first : others) + line).trimEnd())
    .join('\n') as Markdown;
}
