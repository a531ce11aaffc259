import type { PrepareRenameResult, ResponseError, WorkspaceEdit } from 'vscode-languageserver';
import { findPathProblem, findRenamable, renameImage } from '../../features/rename';
import { readString } from '../protocol/fromLsp';
import { makeRefusal } from '../protocol/guard';
import { visitDescriptors } from '../state/progress';
import { onPositionRequest, type Session } from '../state/session';
import { toRange, toWorkspaceEditOf, type DocumentEdits } from './toLsp';

/** Changes the path of an image in every descriptor that names it. The image itself is not moved. */
export function offerRename(session: Session): void {
  onPositionRequest<PrepareRenameResult | ResponseError | null>(
    session,
    'textDocument/prepareRename',
    null,
    ({ document }, offset) => {
      const found = findRenamable(document, offset);
      if ('refusal' in found) return makeRefusal(found.refusal);
      return { range: toRange(document.lines, found.range), placeholder: found.placeholder };
    },
  );
  onPositionRequest<WorkspaceEdit | ResponseError | null>(
    session,
    'textDocument/rename',
    null,
    async (open, offset, params, token) => {
      const found = findRenamable(open.document, offset);
      if ('refusal' in found) return makeRefusal(found.refusal);
      const newName = readString(params, 'newName') ?? '';
      const problem = findPathProblem(newName);
      if (problem) return makeRefusal(problem.refusal);
      const changes: DocumentEdits[] = [];
      for await (const descriptor of visitDescriptors(session, params, token)) {
        const edits = renameImage(descriptor.document, found.image.path, newName);
        if (edits.length > 0) changes.push({ descriptor, edits });
      }
      return toWorkspaceEditOf(changes, session.client);
    },
  );
}
