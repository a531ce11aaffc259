import type { PrepareRenameResult, ResponseError, WorkspaceEdit } from 'vscode-languageserver';
import { pathProblem, renamable, renameImage } from '../../features/rename';
import { stringAt } from '../protocol/fromLsp';
import { refused } from '../protocol/guard';
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
      if ('refusal' in found) return refused(found.refusal);
      return { range: toRange(document.lines, found.range), placeholder: found.placeholder };
    },
  );
  onPositionRequest<WorkspaceEdit | ResponseError | null>(
    session,
    'textDocument/rename',
    null,
    async (open, offset, params, token) => {
      const found = renamable(open.document, offset);
      if ('refusal' in found) return refused(found.refusal);
      const newName = stringAt(params, 'newName') ?? '';
      const problem = pathProblem(newName);
      if (problem) return refused(problem.refusal);
      const changes: DocumentEdits[] = [];
      for await (const descriptor of everyDescriptor(session, params, token)) {
        const edits = renameImage(descriptor.document, found.image.path, newName);
        if (edits.length > 0) changes.push({ descriptor, edits });
      }
      return toWorkspaceEditOf(changes, session.client);
    },
  );
}
