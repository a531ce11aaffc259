import { format } from 'jsonc-parser';
import type { DescriptorDocument } from '../descriptor/document';
import { breakLongBlanks } from '../descriptor/longBlanks';
import { findChangedPart } from '../text/changedPart';
import { overlap, type TextEdit } from '../text/textEdit';
import type { TextRange } from '../text/lineIndex';

export interface FormattingStyle {
  /** The number of columns of a level of indentation. */
  readonly tabSize: number;
  readonly insertSpaces: boolean;
  /** Adds a line end to the end of the text if it has none. */
  readonly insertFinalNewline?: boolean;
  /** Removes all trailing line ends except one. */
  readonly trimFinalNewlines?: boolean;
}

/**
 * Returns the smallest changes of white space that put each member and element on a separate line, indented by its depth. If `ranges` is
 * given, only changes that touch one of them. Returns none for a text with syntax errors: without a bracket or a quote, the structure is
 * unknown.
 */
export function formatDocument(
  { text, syntax }: DescriptorDocument,
  style: FormattingStyle,
  ranges?: readonly TextRange[],
): TextEdit[] {
  if (!syntax.root || syntax.problems.length > 0) return [];
  const { tabSize, insertSpaces } = style;
  const { end } = syntax.root;
  // The end of the text is formatted here, because jsonc-parser would always remove its line end.
  const inside = format(breakLongBlanks(text, findFirstLineEnd(text)), undefined, { tabSize, insertSpaces })
    .map(({ offset, length, content }) => ({
      start: offset,
      end: offset + length,
      newText: (content as string | undefined) ?? makeWidestIndent(text, insertSpaces),
    }))
    .filter((edit) => edit.start < end);
  const tail = { start: end, end: text.length, newText: formatTail(text, end, style) };
  const edits = [...inside, tail].flatMap((edit) => shrinkEdit(edit, text));
  return edits.filter((edit) => !ranges || ranges.some((range) => concerns(edit, range)));
}

/** jsonc-parser 3.3 returns no text for an indentation of exactly 200 characters, the first one beyond its table. */
function makeWidestIndent(text: string, insertSpaces: boolean): string {
  return findFirstLineEnd(text) + (insertSpaces ? ' ' : '\t').repeat(200);
}

/** Formats the text after the value: only its line ends remain, as the style allows. */
function formatTail(text: string, end: number, style: FormattingStyle): string {
  const lineEnds = text.slice(end).match(/\r\n|\r|\n/g) ?? [];
  const kept = style.trimFinalNewlines ? lineEnds.slice(0, 1) : lineEnds;
  return kept.length === 0 && style.insertFinalNewline ? findFirstLineEnd(text) : kept.join('');
}

function findFirstLineEnd(text: string): string {
  return /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
}

/** Whether an edit concerns a range. An insertion at the range's start does, such as its line's indentation; one at its end does not. */
function concerns(edit: TextRange, range: TextRange): boolean {
  return overlap(edit, range) || edit.start === range.start;
}

function shrinkEdit({ start, end, newText }: TextEdit, text: string): TextEdit[] {
  const part = findChangedPart(text.slice(start, end), newText);
  return part ? [{ start: start + part.start, end: start + part.end, newText: part.newText }] : [];
}
