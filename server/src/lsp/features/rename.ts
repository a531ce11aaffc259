import { ResponseError } from 'vscode-jsonrpc';
import type { PrepareRenameResult, WorkspaceEdit } from 'vscode-languageserver';
import { pathProblem, renamable, renameImage, type Refusal } from '../../features/rename';
import { stringAt } from '../protocol/fromLsp';
import { everyDescriptor } from '../state/progress';
import { onPositionRequest, type Session } from '../state/session';
import { toRange, toWorkspaceEditOf, type DocumentEdits } from './toLsp';

/** Gives an image another path in every descriptor that names it. The image itself stays where it is. */
export function offerRename(session: Session): void {
  onPositionRequest<PrepareRenameResult | ResponseError | null>(
    session,
    'textDocument/prepareRename',
    null,
    ({ document }, offset) => {
      const found = renamable(document, offset);
      if ('refusal' in found) return refuse(found);
      return { range: toRange(document.lines, found.range), placeholder: found.placeholder };
    },
  );
  onPositionRequest<WorkspaceEdit | ResponseError | null>(
    session,
    'textDocument/rename',
    null,
    async (open, offset, params, token) => {
      const found = renamable(open.document, offset);
      if ('refusal' in found) return refuse(found);
      const newName = stringAt(params, 'newName') ?? '';
      const problem = pathProblem(newName);
      if (problem) return refuse(problem);
      const changes: DocumentEdits[] = [];
      for await (const descriptor of everyDescriptor(session, params, token)) {
        const edits = renameImage(descriptor.document, found.image.path, newName);
        if (edits.length > 0) changes.push({ descriptor, edits });
      }
      return toWorkspaceEditOf(changes, session.client);
    },
  );
}

/** [LSP, LSPErrorCodes.RequestFailed] */
const REQUEST_FAILED = -32803;

/** Editors show the sentence. */
function refuse({ refusal }: Refusal): ResponseError {
  return new ResponseError(REQUEST_FAILED, refusal);
}
