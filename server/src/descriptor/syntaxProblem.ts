import type { TextRange } from '../text/lineIndex';
import type { TextEdit } from '../text/textEdit';

/** A JSON mistake in a text, on the invalid token, or on the end of the token after which something is missing. */
export interface SyntaxProblem {
  /** The code of the rule that reports it. */
  readonly code: SyntaxProblemCode;
  readonly range: TextRange;
  /** The variant of the mistakes with this code. */
  readonly detail?: SyntaxDetail | undefined;
  /** The edits that make it valid JSON, if the other problems are repaired, too. */
  readonly edits?: readonly TextEdit[] | undefined;
  /** For a merge conflict: the edits that keep the other side. */
  readonly others?: readonly TextEdit[] | undefined;
  /** The text that is missing, or was expected instead. */
  readonly expected?: string | undefined;
  /** The bracket that is not closed. */
  readonly opener?: TextRange | undefined;
  /** Other places with the same mistake, which the edits repair, too. */
  readonly more?: number | undefined;
  /** Whether parts of the tree may be missing because of it. */
  readonly hidesParts: boolean;
}

/** The text that an edit inserts for a missing value. */
export const MISSING_VALUE = ' null';
/** The text that an edit inserts for a missing name. */
export const MISSING_NAME = ' ""';

export type SyntaxProblemCode =
  | 'json-byte-order-mark'
  | 'json-comment'
  | 'json-stray-comma'
  | 'json-missing-comma'
  | 'json-string'
  | 'json-word'
  | 'json-structure'
  | 'json-unclosed'
  | 'json-extra-content'
  | 'json-blank'
  | 'json-link-text'
  | 'json-merge-conflict'
  | 'json-foreign-format'
  | 'json-too-deep'
  | 'json-too-large';

export type SyntaxDetail =
  | 'unclosed'
  | 'quote'
  | 'newline'
  | 'escape'
  | 'control'
  | 'colon'
  | 'value'
  | 'name'
  | 'open'
  | 'close'
  | 'unexpected'
  | 'instead'
  | 'quotes'
  | 'word'
  | 'number'
  | 'sign'
  | 'blank'
  | 'before'
  | 'here-document'
  | 'fence'
  | 'margin'
  | 'patch'
  | 'encoding'
  | 'XML'
  | 'YAML'
  | 'TOML'
  | 'INI'
  | 'QAPI'
  | 'Git LFS'
  | 'script'
  | 'text';

/** Whether values may be in the wrong place of the tree, so that conclusions from their place are unsafe. */
export function isMisplacing({ code, detail }: SyntaxProblem): boolean {
  switch (code) {
    case 'json-structure':
      return detail !== 'colon' && detail !== 'value';
    case 'json-string':
      return detail === 'unclosed' || detail === 'quote' || detail === 'newline';
    default:
      return code === 'json-unclosed' || code === 'json-merge-conflict' || code === 'json-foreign-format';
  }
}
