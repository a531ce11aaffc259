import { readDocComment, type DocLine } from '../../../qapi/docComment';
import type { Definition } from '../../../qapi/schema';
import type { DocBlock } from '../../../qapi/syntax';
import type { TextEdit } from '../../../text/textEdit';
import type { QapiFile } from '../qapiFile';

/** The lines of a documentation comment, and edits of them that keep its indentation and its line ends. */
export class CommentLines {
  /** Without the two `##`. */
  readonly lines: readonly DocLine[];
  private readonly text: string;
  private readonly lineEnd: string;
  private readonly indent: string;

  constructor(file: QapiFile, block: DocBlock) {
    this.text = file.text;
    this.lines = readDocComment(file.text, file.path, block).doc.lines;
    this.lineEnd = findLineEnd(file.text);
    this.indent = file.text.slice(findLineStart(file.text, block.start), block.start);
  }

  /** Finds the index of the line with an offset; -1 if none has it. */
  find(offset: number): number {
    let [low, high] = [0, this.lines.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const line = this.lines[middle];
      if (line && line.start + line.text.length < offset) low = middle + 1;
      else high = middle;
    }
    return (this.lines[low]?.hash ?? Infinity) <= offset ? low : -1;
  }

  /** Inserts lines, given without their `# `, after the one at an index. */
  insertAfter(at: number, added: readonly string[]): TextEdit {
    const line = this.lines[at];
    const end = line ? this.findEnd(line) : 0;
    return { start: end, end, newText: added.map((each) => this.lineEnd + this.write(each)).join('') };
  }

  /** Replaces the lines from one index to before another one; undefined if there is something else between them. */
  replace(from: number, to: number, written: readonly string[]): TextEdit | undefined {
    const [first, last] = [this.lines[from], this.lines[to - 1]];
    if (!first || !last) return undefined;
    const [start, end] = [findLineStart(this.text, first.hash), this.findEnd(last)];
    if (this.text.slice(start, end).split(/\r\n|\r|\n/).length !== to - from) return undefined;
    return { start, end, newText: written.map((each) => this.write(each)).join(this.lineEnd) };
  }

  /** Returns the index of the last line with text of the description or section that starts at an index. */
  findDescriptionEnd(at: number): number {
    let last = at;
    for (let next = at + 1; next < this.lines.length; next++) {
      const text = this.lines[next]?.text ?? '';
      if (text !== '' && !/^\s/.test(text)) break;
      if (text !== '') last = next;
    }
    return last;
  }

  /** Returns the index of the last line with text before an index; 0 if there is none. */
  findTextBefore(at: number): number {
    let last = Math.min(at, this.lines.length) - 1;
    while (last > 0 && this.lines[last]?.text === '') last--;
    return Math.max(0, last);
  }

  private findEnd({ start, text }: DocLine): number {
    return start + text.length + (/^[^\r\n]*/.exec(this.text.slice(start + text.length))?.[0].length ?? 0);
  }

  private write(line: string): string {
    return `${this.indent}${line === '' ? '#' : `# ${line}`}`;
  }
}

/** Returns the offset at which the line with an offset starts. */
export function findLineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

/** Returns what ends the lines of a text, by its first one. */
export function findLineEnd(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}

/** A definition and the comment directly before it. */
export interface Place {
  readonly definition: Definition;
  readonly block?: DocBlock | undefined;
}

/** Finds the definition that an offset is in. */
export function findDefinitionAt(file: QapiFile, offset: number): Place | undefined {
  const { parts } = file.module;
  const at = parts.findIndex(
    ({ node, definition }) => definition && node.start <= offset && offset <= node.end,
  );
  const definition = parts[at]?.definition;
  const before = parts[at - 1]?.node;
  return definition && { definition, block: before?.kind === 'doc' ? before : undefined };
}

/** Finds the documentation comment that an offset is in. */
export function findBlockAt(file: QapiFile, offset: number): DocBlock | undefined {
  return file.docs.find(({ block }) => block.start <= offset && offset <= block.end)?.block;
}

/** Whether a name can be written in a comment so that it is read as the same name. */
export function isPlainName(name: string): boolean {
  return /^[A-Za-z0-9_.-]{1,200}$/.test(name);
}
