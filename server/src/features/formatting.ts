import { format } from 'jsonc-parser';
import type { DescriptorDocument } from '../descriptor/document';
import { breakLongBlanks } from '../descriptor/longBlanks';
import { findChangedPart } from '../text/changedPart';
import { overlap, type TextEdit } from '../text/textEdit';
import type { TextRange } from '../text/lineIndex';

export interface FormattingStyle {
  /** How many columns a level of indentation has. */
  readonly tabSize: number;
  readonly insertSpaces: boolean;
  /** Ends the text with a line end where it has none. */
  readonly insertFinalNewline?: boolean;
  /** Takes away all line ends at the end but one. */
  readonly trimFinalNewlines?: boolean;
}

/**
 * The changes of white space that put each member and element on a line of its own, indented by its depth: as small as they can
 * be, and only those that touch one of `ranges` where these are given. None for a text with mistakes of syntax: where a bracket
 * or a quote lacks, nobody knows what belongs where.
 */
export function formatDocument(
  { text, syntax }: DescriptorDocument,
  style: FormattingStyle,
  ranges?: readonly TextRange[],
): TextEdit[] {
  if (!syntax.root || syntax.problems.length > 0) return [];
  const { tabSize, insertSpaces } = style;
  const { end } = syntax.root;
  // The end of the text is left to us: jsonc-parser takes away a line end that nobody asked to be taken away.
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

/** jsonc-parser 3.3 has no text for an indentation of exactly 200 characters, the first one that its table lacks. */
function makeWidestIndent(text: string, insertSpaces: boolean): string {
  return findFirstLineEnd(text) + (insertSpaces ? ' ' : '\t').repeat(200);
}

/** What stands behind the value: as many line ends as there were, unless the style has its say; nothing else. */
function formatTail(text: string, end: number, style: FormattingStyle): string {
  const lineEnds = text.slice(end).match(/\r\n|\r|\n/g) ?? [];
  const kept = style.trimFinalNewlines ? lineEnds.slice(0, 1) : lineEnds;
  return kept.length === 0 && style.insertFinalNewline ? findFirstLineEnd(text) : kept.join('');
}

function findFirstLineEnd(text: string): string {
  return /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
}

/** An insertion at the start of a range concerns it, such as the indentation of its line; one at its end does not. */
function concerns(edit: TextRange, range: TextRange): boolean {
  return overlap(edit, range) || edit.start === range.start;
}

function shrinkEdit({ start, end, newText }: TextEdit, text: string): TextEdit[] {
  const part = findChangedPart(text.slice(start, end), newText);
  return part ? [{ start: start + part.start, end: start + part.end, newText: part.newText }] : [];
}
