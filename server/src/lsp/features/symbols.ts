import type { DocumentSymbol, SymbolInformation, SymbolKind as LspKind } from 'vscode-languageserver';
import { listSymbols, type DescriptorSymbol, type SymbolKind } from '../../features/symbols';
import type { OpenDescriptor } from '../state/documents';
import { onDescriptorRequest, type Session } from '../state/session';
import { toRange } from './toLsp';

/** Returns the outline: a tree for clients that support it, otherwise a list. */
export function offerSymbols(session: Session): void {
  const method = 'textDocument/documentSymbol';
  onDescriptorRequest<DocumentSymbol[] | SymbolInformation[]>(session, method, [], (open) => {
    const found = listSymbols(open.document);
    return session.client.symbolTrees
      ? found.map((symbol) => toTree(symbol, open))
      : found.flatMap((symbol) => toList(symbol, open));
  });
}

/** [LSP, SymbolKind: Package, Object, File, Array, Struct, EnumMember, String, Number, Boolean, Null] */
const KINDS: Readonly<Record<SymbolKind, LspKind>> = {
  descriptor: 4,
  object: 19,
  file: 1,
  list: 18,
  target: 23,
  enum: 22,
  string: 15,
  number: 16,
  boolean: 17,
  null: 21,
};

function toTree(symbol: DescriptorSymbol, open: OpenDescriptor): DocumentSymbol {
  const { name, detail, kind, range, selection, children } = symbol;
  const { lines } = open.document;
  return {
    name,
    ...(detail !== undefined && { detail }),
    kind: KINDS[kind],
    range: toRange(lines, range),
    selectionRange: toRange(lines, selection),
    children: children.map((child) => toTree(child, open)),
  };
}

function toList(symbol: DescriptorSymbol, open: OpenDescriptor, container?: string): SymbolInformation[] {
  const { name, kind, range, children } = symbol;
  const { uri, document } = open;
  const own: SymbolInformation = {
    name,
    kind: KINDS[kind],
    location: { uri, range: toRange(document.lines, range) },
    ...(container !== undefined && { containerName: container }),
  };
  return [own, ...children.flatMap((child) => toList(child, open, name))];
}
