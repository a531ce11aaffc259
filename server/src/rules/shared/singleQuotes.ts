import type { DescriptorDocument } from '../../descriptor/document';
import type { TextEdit } from '../../text/textEdit';
import { t } from '../../text/translations';
import type { Fix } from '../rule';
import { shortenToken } from './problems';

/** More than a descriptor has; keeps the work on a hostile text linear. */
const MAX_STRINGS = 1000;

/** Edits that write the strings in single quotes in double ones, the first thousand of them. A string ends on its line. */
export function listDoubleQuoteEdits({ text }: DescriptorDocument): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  for (let at = 0; at < text.length && edits.length < MAX_STRINGS; at++) {
    const quote = text.charAt(at);
    if (quote !== '"' && quote !== "'") continue;
    const start = at;
    at = findStringEnd(text, start);
    if (quote === "'" && text[at] === quote) edits.push(useDoubleQuotes(text, start, at + 1));
  }
  return edits;
}

/** Fixes for the string in single quotes that starts at an offset; none where there is no such string. */
export function proposeDoubleQuotes(offset: number, edits: readonly TextEdit[]): Fix[] {
  const edit = edits.find(({ start }) => start === offset);
  if (!edit) return [];
  const fix: Fix = { title: t('Write {0}', shortenToken(edit.newText)), edits: [edit] };
  return edits.length === 1 ? [fix] : [{ title: t('Use double quotes everywhere'), edits }, fix];
}

/** Where the string that starts at an offset is closed, or its line ends. */
function findStringEnd(text: string, start: number): number {
  const quote = text.charAt(start);
  let at = start + 1;
  while (at < text.length && text[at] !== quote && text[at] !== '\n') at += text[at] === '\\' ? 2 : 1;
  return at;
}

function useDoubleQuotes(text: string, start: number, end: number): TextEdit {
  const content = text
    .slice(start + 1, end - 1)
    .replace(/\\(.)|"/g, (part, escaped?: string) => (part === '"' ? '\\"' : escaped === "'" ? "'" : part));
  return { start, end, newText: `"${content}"` };
}
