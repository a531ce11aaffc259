import type { FoldingRange } from 'vscode-languageserver';
import { findFolds } from '../../features/folding';
import { toFoldingRanges } from './foldingRanges';
import { onDescriptorRequest, type Session } from '../state/session';

export function offerFolding(session: Session): void {
  onDescriptorRequest<FoldingRange[]>(session, 'textDocument/foldingRange', [], ({ document }) =>
    toFoldingRanges(findFolds(document), document.lines, session.client),
  );
}
