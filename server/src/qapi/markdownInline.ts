import {
  escapeText,
  joinInline,
  makeAutolink,
  makeCode,
  makeEmphasis,
  makeLink,
  makeStrong,
  type Markdown,
} from '../text/markdown';

/** Returns the address of a definition's documentation, or undefined if the name has none. */
export type Link = (name: string) => string | undefined;

/** Converts the inline markup of one rST paragraph to Markdown; ordinary text stays ordinary text. */
export function inlineToMarkdown(text: string, link: Link): Markdown {
  const parts: Markdown[] = [];
  let done = 0;
  for (const match of text.matchAll(INLINE)) {
    parts.push(escapeText(text.slice(done, match.index)), renderMarkup(match.groups ?? {}, link));
    done = match.index + match[0].length;
  }
  return joinInline([...parts, escapeText(text.slice(done))]);
}

/**
 * Stricter about emphasis than rST: in “"pc-i440fx-*" and "pc-q35-*"” the asterisks are globs, although by rST's rules the text between them
 * would be in italics.
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

function renderMarkup(groups: Readonly<Record<string, string | undefined>>, link: Link): Markdown {
  const { literal, role, text, name, quotedUrl, url, strong, emphasis, escaped = '' } = groups;
  if (literal !== undefined) return makeCode(literal);
  if (text !== undefined) return renderInterpreted(role, text, link);
  if (name !== undefined) return renderReference(name, name, link);
  if (quotedUrl !== undefined || url !== undefined) return makeAutolink(quotedUrl ?? url ?? '');
  if (strong !== undefined) return makeStrong(escapeText(strong));
  if (emphasis !== undefined) return makeEmphasis(escapeText(emphasis));
  return escapeText(escaped.trim());
}

/** Converts text in backticks: the name of a definition in the schema's default role, the name of a document in another role. */
function renderInterpreted(role: string | undefined, text: string, link: Link): Markdown {
  const [, title = text, target = text] = /^(.*\S)\s*<([^<>]+)>$/s.exec(text) ?? [];
  if (/^https?:\/\//.test(target)) return makeLink(escapeText(title), target);
  if (role === undefined || role.startsWith('qapi:') || role === 'any')
    return renderReference(title, target, link);
  return escapeText(title);
}

function renderReference(title: string, target: string, link: Link): Markdown {
  const uri = link(target);
  return uri === undefined ? makeCode(title) : makeLink(makeCode(title), uri);
}
