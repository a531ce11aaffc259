import type { TextRange } from '../text/lineIndex';
import type { TextProblem } from './lexer';

/** The JSON-like layer of a schema. An invalid value keeps its readable parts. */
export type SyntaxNode = StringNode | BooleanNode | ArrayNode | ObjectNode | InvalidNode;

export interface StringNode extends TextRange {
  readonly kind: 'string';
  readonly value: string;
}

export interface BooleanNode extends TextRange {
  readonly kind: 'boolean';
  readonly value: boolean;
}

export interface ArrayNode extends TextRange {
  readonly kind: 'array';
  readonly items: readonly SyntaxNode[];
}

export interface ObjectNode extends TextRange {
  readonly kind: 'object';
  /** In the order of the source; only the first of two with the same key. */
  readonly properties: readonly Property[];
}

export interface Property {
  readonly key: StringNode;
  /** Absent if the source has none. */
  readonly value?: SyntaxNode | undefined;
}

/** Replaces a number, `null` or a double-quoted string. */
export interface InvalidNode extends TextRange {
  readonly kind: 'invalid';
}

/** A `##` block: from its first `#` to the end of its last line. */
export interface DocBlock extends TextRange {
  readonly kind: 'doc';
  /** The text between the two `##` lines. */
  readonly inner: TextRange;
}

export interface SourceFile {
  /** The items at top level, in the order of the source. */
  readonly items: readonly (ObjectNode | DocBlock)[];
  readonly problems: readonly TextProblem[];
}
