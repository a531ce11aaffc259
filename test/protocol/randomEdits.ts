import { randomNumbers } from '../unit/support/randomNumbers';

/** A part of a text, by its offsets, and its replacement. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Text that people type or paste into descriptors. */
const SNIPPETS = [
  '',
  '',
  '"',
  ',',
  '{',
  '}',
  '[',
  ']',
  ':',
  ' ',
  '\n',
  'ä',
  '"raw"',
  '"tags": []',
  'secure-boot',
];

/** Generates texts and edits, the same for the same seed. */
export class RandomEdits {
  private readonly below: (limit: number) => number;

  constructor(
    seed: number,
    private readonly texts: readonly string[],
  ) {
    this.below = randomNumbers(seed);
  }

  /** A whole number from 0 to `most`. */
  upTo(most: number): number {
    return this.below(most + 1);
  }

  oneOf<T>(all: readonly T[]): T {
    return all[this.below(all.length)] as T;
  }

  /** Returns one of the texts, or one of them after an edit. */
  text(): string {
    const text = this.oneOf(this.texts);
    return this.upTo(1) === 0 ? text : applied(text, this.edit(text));
  }

  /** Replaces a token, or some characters, by a snippet or by a part of the text. */
  edit(text: string): Edit {
    const { start, end } = this.part(text);
    const other = this.part(text);
    return { start, end, text: this.upTo(3) > 0 ? this.oneOf(SNIPPETS) : text.slice(other.start, other.end) };
  }

  private part(text: string): { readonly start: number; readonly end: number } {
    const at = this.upTo(text.length);
    if (this.upTo(1) === 0) return { start: at, end: Math.min(text.length, at + this.upTo(3)) };
    const token = /"[^"\n]*"|[{}[\],:]/g;
    token.lastIndex = at;
    const found = token.exec(text);
    return found ? { start: found.index, end: found.index + found[0].length } : { start: at, end: at };
  }
}

function applied(text: string, edit: Edit): string {
  return text.slice(0, edit.start) + edit.text + text.slice(edit.end);
}
