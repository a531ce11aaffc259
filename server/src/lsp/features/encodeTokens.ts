import type { SemanticTokens } from 'vscode-languageserver';
import type { LineIndex, TextRange } from '../../text/lineIndex';
import { TOKEN_TYPES, type TokenType } from '../protocol/tokenTypes';

/** A token on one line. */
interface EncodableToken extends TextRange {
  readonly type: TokenType;
  readonly deprecated: boolean;
}

/** The only modifier of the legend, as a bit. */
const DEPRECATED = 1;

/** Encodes each token as five numbers, with its position relative to the previous one. [LSP, SemanticTokens] */
export function encodeTokens(tokens: readonly EncodableToken[], lines: LineIndex): SemanticTokens {
  let last = { line: 0, character: 0 };
  const data = tokens.flatMap(({ start, end, type, deprecated }) => {
    const { line, character } = lines.positionAt(start);
    const column = line === last.line ? character - last.character : character;
    const numbers = [line - last.line, column, end - start, TOKEN_TYPES.indexOf(type)];
    last = { line, character };
    return [...numbers, deprecated ? DEPRECATED : 0];
  });
  return { data };
}
