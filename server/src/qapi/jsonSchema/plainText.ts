/**
 * Converts a documentation section to plain text for the `description` of a JSON Schema, which editors show without formatting: one line
 * for each paragraph or list item, without examples, and with the marks of names reduced to backticks.
 */
export function docToPlainText(text: string): string {
  const lines = dropDirectives(text.replace(/\t/g, ' ').split(/\r\n?|\n/));
  const paragraphs: string[] = [];
  let isOpen = false;
  for (const line of lines) {
    const shown = line.trim();
    const isItem = ITEM.test(shown);
    const last = paragraphs.at(-1);
    if (isOpen && !isItem && shown !== '' && last !== undefined)
      paragraphs[paragraphs.length - 1] = `${last} ${shown}`;
    else if (shown !== '') paragraphs.push(shown);
    isOpen = shown !== '';
  }
  return paragraphs
    .map(simplifyMarkup)
    .join('\n\n')
    .replace(/\n\n(?=- )/g, '\n');
}

const ITEM = /^(?:[-*+]|\d+[.)])\s/;

/** Removes directives such as examples with their bodies, but keeps the text of notes. */
function dropDirectives(lines: readonly string[]): string[] {
  const kept: string[] = [];
  let dropped: number | undefined;
  for (const line of lines) {
    const indent = line.search(/\S/);
    if (dropped !== undefined && (indent < 0 || indent > dropped)) continue;
    dropped = undefined;
    const [, name, rest = ''] = /^\s*\.\.\s+([\w-]+)::?(?:\s+(.*))?$/.exec(line) ?? [];
    if (name === undefined) {
      // A literal block follows a line that ends with two colons.
      if (/^\s*::$/.test(line)) dropped = indent;
      else kept.push(line);
    } else if (TEXT_DIRECTIVES.has(name)) kept.push('', rest);
    else dropped = indent;
  }
  return kept;
}

const TEXT_DIRECTIVES: ReadonlySet<string> = new Set(['note', 'caution', 'warning', 'admonition']);

function simplifyMarkup(text: string): string {
  return text
    .replace(/``([^`]+)``/g, '`$1`')
    .replace(/(^|[\s(])@([A-Za-z_][\w-]*)/g, '$1`$2`')
    .replace(/ {2,}/g, ' ')
    .replace(/^[*+] /, '- ')
    .replace(/::$/, ':');
}
