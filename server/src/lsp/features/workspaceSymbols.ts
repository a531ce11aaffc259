import type { SymbolInformation, SymbolKind } from 'vscode-languageserver';
import { findWorkspaceSymbols, type WorkspaceSymbol } from '../../features/workspaceSymbols';
import { toPathPart, readString } from '../protocol/fromLsp';
import { visitDescriptors } from '../state/progress';
import { onRequest, type Session } from '../state/session';
import { shorten } from '../../text/trimming';
import { makeVisible } from '../../text/visible';
import { toRange } from './toLsp';

/** Longer lists are not useful; users should narrow the query. */
const MAX_SYMBOLS = 1000;

/** [LSP, SymbolKind: File, Object] */
const KINDS: Readonly<Record<WorkspaceSymbol['kind'], SymbolKind>> = { descriptor: 1, image: 19 };

/** Lists descriptors by file name and description, and the images that they name. */
export function offerWorkspaceSymbols(session: Session): void {
  onRequest<SymbolInformation[]>(session, 'workspace/symbol', async (params, token) => {
    const query = readString(params, 'query') ?? '';
    const symbols: SymbolInformation[] = [];
    for await (const { uri, document } of visitDescriptors(session, params, token)) {
      const fileName = toPathPart(uri).split('/').at(-1) ?? uri;
      for (const { kind, name, container, range } of findWorkspaceSymbols(document, fileName, query))
        symbols.push({
          name: makeVisible(shorten(name)),
          kind: KINDS[kind],
          location: { uri, range: toRange(document.lines, range) },
          ...(container !== '' && { containerName: makeVisible(shorten(container)) }),
        });
      if (symbols.length >= MAX_SYMBOLS) break;
    }
    symbols.push(...((await session.schemaTexts?.findSymbols(params)) ?? []));
    return symbols.slice(0, MAX_SYMBOLS);
  });
}
