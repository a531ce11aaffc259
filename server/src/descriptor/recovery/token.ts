import type { TextRange } from '../../text/lineIndex';
import type { TextEdit } from '../../text/textEdit';

/** The six signs of JSON, a *value* (string, number or word), *junk* without meaning, and a *comment*. */
export type TokenKind = '{' | '}' | '[' | ']' | ':' | ',' | 'value' | 'junk' | 'comment';

/** How the spelling of a token differs from JSON. */
export type Spelling = 'quotes' | 'word' | 'number' | 'sign' | 'blank';

/** A part of a text that may not be JSON, with its likely meaning. */
export interface Token extends TextRange {
  readonly kind: TokenKind;
  /** The edits that make it JSON; none if it is valid. */
  readonly edits: readonly TextEdit[];
  readonly spelling?: Spelling | undefined;
  /** Whether it is a string or comment that is not closed on its line. */
  readonly isOpen?: boolean | undefined;
}

/** A token among the others of its text. */
export interface PlacedToken extends Token {
  /** The column where it starts, if it is the first of its line, with a tab as four; otherwise undefined. */
  readonly column: number | undefined;
  /** The column where its line starts. */
  readonly indent: number;
  /** Whether it is a value with a colon after it. */
  readonly isKey: boolean;
}
