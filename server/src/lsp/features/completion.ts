import type { CompletionItem as LspItem, CompletionList } from 'vscode-languageserver';
import { findCompletion } from '../../features/completion';
import { proposeImages } from '../../features/completion/imagePaths';
import type { CompletionProposal } from '../../features/completion/proposal';
import { findPaths } from './imagePaths';
import { onPositionRequest, type Session } from '../state/session';
import { toItem } from './completionItem';

export function offerCompletion(session: Session): void {
  onPositionRequest<LspItem[] | CompletionList>(
    session,
    'textDocument/completion',
    [],
    async (open, offset, _params, token) => {
      const found = findCompletion(open.document, offset);
      const toItems = (images: readonly CompletionProposal[]): LspItem[] =>
        found?.listItems(images).map((item) => toItem(item, open.document, session)) ?? [];
      if (!found?.images) return toItems([]);
      const candidates = await findPaths(found.images, open, session, token);
      // The items depend on the typed folder, so editors must ask again when more is typed.
      return { isIncomplete: true, items: toItems(proposeImages(candidates, found.images)) };
    },
  );
}
