import type { SemanticTokens } from 'vscode-languageserver';
import { listSemanticTokens, TOKEN_TYPES, type SemanticToken } from '../../features/semanticTokens';
import { overlap } from '../../text/textEdit';
import type { LineIndex } from '../../text/lineIndex';
import { readRange } from '../protocol/fromLsp';
import { onDescriptorRequest, type Session } from '../state/session';

export function offerSemanticTokens(session: Session): void {
  const none: SemanticTokens = { data: [] };
  onDescriptorRequest(session, 'textDocument/semanticTokens/full', none, ({ document }) =>
    encode(listSemanticTokens(document), document.lines),
  );
  onDescriptorRequest(session, 'textDocument/semanticTokens/range', none, ({ document }, params) => {
    const range = readRange(document.lines, params, 'range');
    if (!range) return none;
    const inside = listSemanticTokens(document).filter((token) => overlap(token, range));
    return encode(inside, document.lines);
  });
}

/** The only modifier of the legend, as a bit. */
const DEPRECATED = 1;

/** Encodes each token as five numbers, with its position relative to the previous one. [LSP, SemanticTokens] */
function encode(tokens: readonly SemanticToken[], lines: LineIndex): SemanticTokens {
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
