import { getContent, type JsonArray, type JsonNode, type JsonObject } from '../descriptor/json';
import type { DescriptorDocument } from '../descriptor/document';
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
  const { root, problems } = syntax;
  if (!root || problems.length > 0) return [];
  const layout = new Layout(text, style);
  layout.setGap(0, root.start, '');
  layout.addInside(root, layout.lineEnd);
  layout.setGap(root.end, text.length, layout.formatTail(root.end));
  return layout.edits.filter((edit) => !ranges || ranges.some((range) => concerns(edit, range)));
}

/** Compares the gaps between the tokens of valid JSON, which have only white space, with what they should be. */
class Layout {
  readonly edits: TextEdit[] = [];
  readonly lineEnd: string;
  private readonly unit: string;

  constructor(
    private readonly text: string,
    private readonly style: FormattingStyle,
  ) {
    this.lineEnd = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
    this.unit = style.insertSpaces ? ' '.repeat(style.tabSize) : '\t';
  }

  setGap(start: number, end: number, expected: string): void {
    const { text } = this;
    if (end - start === expected.length && text.startsWith(expected, start)) return;
    const part = findChangedPart(text.slice(start, end), expected);
    if (part) this.edits.push({ start: start + part.start, end: start + part.end, newText: part.newText });
  }

  /** @param line a line end, and the indentation of the line where the node starts */
  addInside(node: JsonNode, line: string): void {
    if (node.kind === 'array') this.addItems(node, node.elements, line);
    else if (node.kind === 'object') this.addItems(node, node.properties, line);
    else if (node.kind === 'property' && node.value && node.colon !== undefined) {
      this.setGap(node.key.end, node.colon, '');
      this.setGap(node.colon + 1, node.value.start, ' ');
      this.addInside(node.value, line);
    }
  }

  private addItems(holder: JsonObject | JsonArray, items: readonly JsonNode[], line: string): void {
    const { start, end } = getContent(holder);
    const inner = line + this.unit;
    let last = start;
    for (const item of items) {
      if (last > start) {
        const comma = this.text.indexOf(',', last);
        this.setGap(last, comma, '');
        last = comma + 1;
      }
      this.setGap(last, item.start, inner);
      this.addInside(item, inner);
      last = item.end;
    }
    this.setGap(last, end, items.length > 0 ? line : '');
  }

  /** Formats the text after the value: only its line ends remain, as the style allows. */
  formatTail(end: number): string {
    const lineEnds = this.text.slice(end).match(/\r\n|\r|\n/g) ?? [];
    const kept = this.style.trimFinalNewlines ? lineEnds.slice(0, 1) : lineEnds;
    return kept.length === 0 && this.style.insertFinalNewline ? this.lineEnd : kept.join('');
  }
}

/** Whether an edit concerns a range. An insertion at the range's start does, such as its line's indentation; one at its end does not. */
function concerns(edit: TextRange, range: TextRange): boolean {
  return overlap(edit, range) || edit.start === range.start;
}
