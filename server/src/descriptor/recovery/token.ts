import type { TextRange } from '../../text/lineIndex';
import type { TextEdit } from '../../text/textEdit';

/** The six signs of JSON, a *value* (string, number or word), what has *no meaning*, and a *comment*. */
export type TokenKind = '{' | '}' | '[' | ']' | ':' | ',' | 'value' | 'junk' | 'comment';

/** How a token is written in another way than JSON has it. */
export type Spelling = 'quotes' | 'word' | 'number' | 'sign' | 'blank';

/** A part of a text that may not be JSON, as what it is likely meant to be. */
export interface Token extends TextRange {
  readonly kind: TokenKind;
  /** What writes it as JSON has it; none where it is right. */
  readonly edits: readonly TextEdit[];
  readonly spelling?: Spelling | undefined;
  /** Whether it is a string or comment that nothing closes on its line. */
  readonly isOpen?: boolean | undefined;
}

/** A token among the others of its text. */
export interface PlacedToken extends Token {
  /** The column where it starts, if it is the first of its line, counting a tabulator as four; else undefined. */
  readonly column: number | undefined;
  /** The column where its line starts. */
  readonly indent: number;
  /** Whether it is a value with a colon after it. */
  readonly isKey: boolean;
}
