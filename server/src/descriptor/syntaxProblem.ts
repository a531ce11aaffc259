import type { TextRange } from '../text/lineIndex';
import type { TextEdit } from '../text/textEdit';

/** One mistake in a text as JSON, on the token that is wrong, or on the end of the one after which something is missing. */
export interface SyntaxProblem {
  /** Also the code of the rule that reports it. */
  readonly code: SyntaxProblemCode;
  readonly range: TextRange;
  /** Which of the mistakes with this code. */
  readonly detail?: SyntaxDetail | undefined;
  /** What makes JSON of it, if the other problems are repaired, too. */
  readonly edits?: readonly TextEdit[] | undefined;
  /** Of a merge conflict: what keeps the other side. */
  readonly others?: readonly TextEdit[] | undefined;
  /** What is missing, or was expected in place of what is there. */
  readonly expected?: string | undefined;
  /** The bracket that is not closed. */
  readonly opener?: TextRange | undefined;
  /** Where else the text has the same mistake, which the edits repair, too. */
  readonly more?: number | undefined;
  /** Whether parts of the tree may be missing because of it. */
  readonly hidesParts: boolean;
}

/** What an edit inserts where any value is missing. */
export const MISSING_VALUE = ' null';
/** What an edit inserts where a name is missing. */
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

/** Whether values may lie in another place of the tree than the author meant, so that what is found there proves nothing. */
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
