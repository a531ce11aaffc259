import type { SemanticTokens } from 'vscode-languageserver';
import { listSemanticTokens } from '../../features/semanticTokens';
import { overlap } from '../../text/textEdit';
import { encodeTokens } from './encodeTokens';
import { readRange } from '../protocol/fromLsp';
import { onDescriptorRequest, type Session } from '../state/session';

export function offerSemanticTokens(session: Session): void {
  const none: SemanticTokens = { data: [] };
  onDescriptorRequest(session, 'textDocument/semanticTokens/full', none, ({ document }) =>
    encodeTokens(listSemanticTokens(document), document.lines),
  );
  onDescriptorRequest(session, 'textDocument/semanticTokens/range', none, ({ document }, params) => {
    const range = readRange(document.lines, params, 'range');
    if (!range) return none;
    const inside = listSemanticTokens(document).filter((token) => overlap(token, range));
    return encodeTokens(inside, document.lines);
  });
}
