import type { DocumentHighlight } from 'vscode-languageserver';
import { findHighlights } from '../../features/highlights';
import { onPositionRequest, type Session } from '../state/session';
import { toRange } from './toLsp';

export function offerHighlights(session: Session): void {
  const method = 'textDocument/documentHighlight';
  onPositionRequest<DocumentHighlight[]>(session, method, [], ({ document }, offset) =>
    findHighlights(document, offset).map((range) => ({ range: toRange(document.lines, range) })),
  );
}
