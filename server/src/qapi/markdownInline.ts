/** Gives the address of a definition's documentation, or undefined where there is none of that name. */
export type Link = (name: string) => string | undefined;

/** The inline markup of one rST paragraph as Markdown; whatever is ordinary text there is ordinary text here. */
export function inlineToMarkdown(text: string, link: Link): string {
  let result = '';
  let done = 0;
  for (const match of text.matchAll(INLINE)) {
    result += escapeMarkdown(text.slice(done, match.index)) + renderMarkup(match.groups ?? {}, link);
    done = match.index + match[0].length;
  }
  return escapeBlockStart(result + escapeMarkdown(text.slice(done)));
}

/** A text that no Markdown reader takes for markup. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[*_[\]<>|\\`]|&(?=#?\w+;)/g, '\\$&');
}

/** A code span that may hold backticks. */
export function toCodeSpan(code: string): string {
  const fence = '`'.repeat(measureLongestRun(code) + 1);
  const pad = code.startsWith('`') || code.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${code}${pad}${fence}`;
}

/** The length of the longest run of backticks. */
export function measureLongestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}

/**
 * Stricter about emphasis than rST is: in “"pc-i440fx-*" and "pc-q35-*"” the asterisks are globs, though rST's rules
 * would set what stands between them in italics.
 */
const INLINE = new RegExp(
  [
    '``(?<literal>(?:[^`]|`(?!`))+)``',
    '(?::(?<role>[\\w:+-]{1,40}):)?`(?<text>[^`]+)`_{0,2}',
    '(?<![\\w@])@(?<name>\\w(?:[\\w-]*\\w)?)',
    '<(?<quotedUrl>https?://[^\\s<>]+)>',
    '(?<![\\w/])(?<url>https?://[^\\s<>`"]*[\\w/#=%&+~-])',
    '(?<![^\\s("\'])\\*\\*(?=\\w)(?<strong>[^*]*[^*\\s])\\*\\*(?![\\w*])',
    '(?<![^\\s("\'])\\*(?=\\w)(?<emphasis>[^*]*[^*\\s-])\\*(?![\\w*])',
    '\\\\(?<escaped>[^\\w])',
  ].join('|'),
  'g',
);

function renderMarkup(groups: Readonly<Record<string, string | undefined>>, link: Link): string {
  const { literal, role, text, name, quotedUrl, url, strong, emphasis, escaped } = groups;
  if (literal !== undefined) return toCodeSpan(literal);
  if (text !== undefined) return renderInterpreted(role, text, link);
  if (name !== undefined) return renderReference(name, name, link);
  if (quotedUrl !== undefined || url !== undefined) return `<${quotedUrl ?? url ?? ''}>`;
  if (strong !== undefined) return `**${escapeMarkdown(strong)}**`;
  if (emphasis !== undefined) return `*${escapeMarkdown(emphasis)}*`;
  return escaped === undefined || /\s/.test(escaped) ? '' : escapeMarkdown(escaped);
}

/** Text in backticks: in the schema's default role the name of a definition, with another role that of a document. */
function renderInterpreted(role: string | undefined, text: string, link: Link): string {
  const [, title = text, target = text] = /^(.*\S)\s*<([^<>]+)>$/s.exec(text) ?? [];
  if (/^https?:\/\//.test(target)) return `[${escapeMarkdown(title)}](${findAddress(target)})`;
  if (role === undefined || role.startsWith('qapi:') || role === 'any')
    return renderReference(title, target, link);
  return escapeMarkdown(title);
}

function renderReference(title: string, target: string, link: Link): string {
  const uri = link(target);
  return uri === undefined ? toCodeSpan(title) : `[${toCodeSpan(title)}](${findAddress(uri)})`;
}

/** A link's target; the characters that would end it are percent-encoded. */
function findAddress(uri: string): string {
  return uri.replace(
    /[\s()<>\\]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

/** Keeps a paragraph from being read as a heading, a rule or a list. */
function escapeBlockStart(paragraph: string): string {
  return paragraph
    .replace(/^(?=#{1,6}(?:\s|$)|[-+=]+(?:\s|$)|~~~)/, '\\')
    .replace(/^(\d+)(?=[.)](?:\s|$))/, '$1\\');
}
