import type { InlayHint as LspHint } from 'vscode-languageserver';
import { listInlayHints, type InlayHint } from '../../features/inlayHints';
import type { OpenDescriptor } from '../state/documents';
import { readRange } from '../protocol/fromLsp';
import { onDescriptorRequest, type Session } from '../state/session';
import { toTextEdit } from './toLsp';

export function offerInlayHints(session: Session): void {
  const method = 'textDocument/inlayHint';
  onDescriptorRequest<LspHint[]>(session, method, [], async (open, params) => {
    const range = readRange(open.document.lines, params, 'range');
    const { inlayHints: isEnabled } = await session.settings.of(open.uri);
    return range && isEnabled ? listInlayHints(open.document, range).map((hint) => toHint(hint, open)) : [];
  });
}

function toHint({ offset, label, tooltip, edits }: InlayHint, { document }: OpenDescriptor): LspHint {
  return {
    position: document.lines.positionAt(offset),
    label,
    tooltip,
    paddingLeft: true,
    ...(edits.length > 0 && { textEdits: edits.map((edit) => toTextEdit(document.lines, edit)) }),
  };
}
