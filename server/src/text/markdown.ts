import { shorten } from './trimming';
import { makeVisible } from './visible';

declare const BUILT: unique symbol;

/**
 * Markdown that the functions of this file made. Whoever renders one is sure that it has no image, no HTML, and no links but those that
 * `makeLink` made, whatever the texts in it say. A string cannot take its place.
 */
export type Markdown = string & { readonly [BUILT]: true };

/** A line of Markdown from a template that is written out in the sources. */
export function inline(parts: TemplateStringsArray, ...values: readonly (Markdown | number)[]): Markdown {
  return joinInline(parts.flatMap((part, at) => [part, String(values[at] ?? '')]) as Markdown[]);
}

/** Parts of one line with something between them that is written out in the sources. */
export function joinInline(parts: readonly Markdown[], separator = ''): Markdown {
  let line = '';
  for (const [at, part] of parts.entries()) {
    const next = at === 0 ? part : separator + part;
    // The backticks of two code spans would become one mark.
    line += line.endsWith('`') && next.startsWith('`') ? ` ${next}` : next;
  }
  return escapeSeams(line);
}

/** What Markdown gives a meaning inside of a line: emphasis, code, links, tables, HTML, escapes and entities. [CommonMark 0.31, 6] */
const MARKS = /[*_[\]<>|\\`~]|&(?=#?\w+;)/g;

/**
 * VS Code's reader looks for these with no regard to a backslash when it skips code and links to find the end of emphasis, and in the text
 * of links. [marked 14, blockSkip and outputLinkReplace]
 */
const ENTITIES: Readonly<Record<string, string | undefined>> = {
  '<': '&lt;',
  '>': '&gt;',
  '[': '&#91;',
  ']': '&#93;',
  '`': '&#96;',
};
const CHARACTERS = new Map(Object.entries(ENTITIES).map(([character, entity]) => [entity, character]));

/** A text in a line that shows as it is written. */
export function escapeText(text: string): Markdown {
  return escapeSeams(makeVisible(text).replace(MARKS, (mark) => ENTITIES[mark] ?? `\\${mark}`));
}

/** What is done with already: escapes, code spans, the targets of links, and addresses. */
const CLOSED = /\\.|`[^`]*`|\]\([^)]*\)|<[^>]*>/;

/**
 * What arises where parts meet, too: `!` in front of a link makes it an image, and GitHub's Markdown takes addresses for links without
 * any mark. [GFM 0.29, 6.9]
 */
const SEAMS = new RegExp(`${CLOSED.source}|(?<seam>!(?=\\[)|:(?=//)|(?<=www)\\.|(?<=\\S)@)`, 'gi');

function escapeSeams(line: string): Markdown {
  return line.replace(SEAMS, (part, seam?: string) => (seam === undefined ? part : `\\${seam}`)) as Markdown;
}

/** A code span, on one line and cut where it is long, whatever it holds; with backticks in it, which VS Code's reader takes for ends of code, a text. */
export function makeCode(text: string): Markdown {
  const code = shorten(text, MAX_CODE);
  if (code.includes('`')) return escapeText(code);
  return `\`${code.trim() === '' ? ' ' : makeVisible(code)}\`` as Markdown;
}

/** Addresses that run something, or are a page of their own. */
const RISKY = /^(?:command|data|javascript|vbscript):/i;
const ABSOLUTE = /^[a-z][a-z\d+.-]*:/i;

/** In UTF-16 units; more than any name or pattern that means something. */
const MAX_CODE = 500;

/** A link; only its text where the address is none to go to. */
export function makeLink(label: Markdown, address: string): Markdown {
  if (!ABSOLUTE.test(address) || RISKY.test(address)) return label;
  return `[${label}](${encodeAddress(address)})` as Markdown;
}

/** The address as a link without another text. */
export function makeAutolink(address: string): Markdown {
  const isPlain = /^https?:\/\/[\w!#$%&'()*+,./:;=?@[\]~-]+$/.test(address);
  return isPlain ? (`<${address}>` as Markdown) : escapeText(address);
}

/** What would end the target of a link, and what no address has, in percent. */
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

/** A line as a paragraph: one that does not start a heading, a rule, a list, code or a quote. */
export function makeParagraph(line: Markdown): Markdown {
  return line
    .trim()
    .replace(/^(?=#{1,6}(?:\s|$)|[-+=]+(?:\s|$))/, '\\')
    .replace(/^(\d+)(?=[.)](?:\s|$))/, '$1\\') as Markdown;
}

/** Lines below each other in one paragraph. */
export function makeLines(lines: readonly Markdown[]): Markdown {
  return lines.map(makeParagraph).join('  \n') as Markdown;
}

export function makeHeading(line: Markdown): Markdown {
  return `## ${line}` as Markdown;
}

export const RULE = '---' as Markdown;

/** Blocks below each other. */
export function joinBlocks(blocks: readonly Markdown[]): Markdown {
  return blocks.join('\n\n') as Markdown;
}

/** A code block. @param language what follows the fence, if it is a plain word */
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
 * A table. Bars divide cells, in code spans as well, so a cell that has bars is shown without marks.
 * @param cells the texts, the first row being the head
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

/** The sentences of a paragraph that fit into a number of characters, with an ellipsis; undefined where not even the first does. */
export function cutToSentences(paragraph: Markdown, most: number): Markdown | undefined {
  // To cut code would leave a mark without its other half, and what is in it would count as Markdown.
  const prose = paragraph.replace(new RegExp(CLOSED, 'g'), (part) => '_'.repeat(part.length));
  const ends = [...prose.matchAll(/[.!?]["')]*(?= )/g)].map((match) => match.index + match[0].length);
  const end = ends.findLast((at) => at <= most);
  return end === undefined ? undefined : (`${paragraph.slice(0, end)} …` as Markdown);
}

/** The text of Markdown that was built here, for clients that do not render it. */
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

/** The length of the longest run of backticks. */
function measureLongestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}

/** Sets `first` in front of the first line and `others` in front of each other one. */
function addPrefixes(text: string, first: string, others: string): Markdown {
  return text
    .split('\n')
    .map((line, at) => ((at === 0 ? first : others) + line).trimEnd())
    .join('\n') as Markdown;
}
