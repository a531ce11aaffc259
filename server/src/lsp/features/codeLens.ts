import type { CodeLens } from 'vscode-languageserver';
import { findImageLens, formatLensTitle } from '../../features/codeLens';
import { SHOW_REFERENCES } from '../protocol/capabilities';
import { toLocation, findUsesOfImage } from './references';
import { onDescriptorRequest, type Session } from '../state/session';
import { toRange } from './toLsp';

/** Shows how many other descriptors use the image, if the client has the command that lists them and the setting is on. */
export function offerCodeLens(session: Session): void {
  const { showReferences, explainsSelection } = session.client;
  if (!showReferences && !explainsSelection) return;
  onDescriptorRequest<CodeLens[]>(session, 'textDocument/codeLens', [], async (open, params, token) => {
    const lens = showReferences ? findImageLens(open.document) : undefined;
    if (!lens || !(await session.settings.of(open.uri)).codeLens) return [];
    const uses = await findUsesOfImage(lens.image, session, params, token);
    const others = uses.filter(({ by }) => by.uri !== open.uri);
    const count = new Set(others.map(({ by }) => by.uri)).size;
    if (count === 0) return [];
    const range = toRange(open.document.lines, lens.range);
    const locations = others.map(toLocation);
    const command = {
      title: formatLensTitle(count),
      command: SHOW_REFERENCES,
      arguments: [open.uri, range.start, locations],
    };
    return [{ range, command }];
  });
}
