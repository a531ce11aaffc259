import type {
  DocumentSymbol,
  FoldingRange,
  SelectionRange,
  SymbolInformation,
  SymbolKind,
} from 'vscode-languageserver';
import { listFolds, listSelections } from '../../features/qapi/outline';
import type { QapiFile } from '../../features/qapi/qapiFile';
import { listSymbols, type QapiSymbol } from '../../features/qapi/symbols';
import { makeVisible } from '../../text/visible';
import { chainRanges } from '../features/rangeChain';
import { toFoldingRanges } from '../features/foldingRanges';
import { toRange } from '../features/toLsp';
import { readOffset, readValue } from '../protocol/fromLsp';
import type { AskedSchema } from './answer';
import { toLocation } from './uris';

/** [LSP, SymbolKind: Enum, Struct, Class, Interface, Function, Event, Field, EnumMember, Module, Namespace] */
export const SYMBOL_KINDS: Readonly<Record<QapiSymbol['kind'], SymbolKind>> = {
  enum: 10,
  struct: 23,
  union: 5,
  alternate: 11,
  command: 12,
  event: 24,
  member: 8,
  value: 22,
  include: 2,
  heading: 3,
};

/** [LSP, SymbolTag: Deprecated] */
const DEPRECATED = 1;

/** Lists the definitions of a file as a tree for clients that support it, otherwise as a list. */
export function listDocumentSymbols({ file, question }: AskedSchema): DocumentSymbol[] | SymbolInformation[] {
  const found = listSymbols(file);
  if (question.client.symbolTrees) return found.map((symbol) => toTree(symbol, file));
  return found.flatMap((symbol) =>
    [symbol, ...symbol.children].map(({ name, kind, range }) => ({
      name: toShownName(name),
      kind: SYMBOL_KINDS[kind],
      location: toLocation(file, range, question),
    })),
  );
}

function toTree(symbol: QapiSymbol, file: QapiFile): DocumentSymbol {
  const { name, kind, detail, deprecated, range, nameRange, children } = symbol;
  return {
    name: toShownName(name),
    ...(detail !== '' && { detail: makeVisible(detail) }),
    kind: SYMBOL_KINDS[kind],
    ...(deprecated && { tags: [DEPRECATED] }),
    range: toRange(file.lines, range),
    selectionRange: toRange(file.lines, nameRange),
    children: children.map((child) => toTree(child, file)),
  };
}

/** Clients refuse a whole outline because of an empty name. */
export function toShownName(name: string): string {
  return makeVisible(name) || "''";
}

/** Lists what can be folded. */
export function listFoldingRanges({ file, question }: AskedSchema): FoldingRange[] {
  const { lines } = file;
  const folds = listFolds(file);
  const kinds = new Map(folds.map(({ start, kind }) => [lines.positionAt(start).line, kind]));
  const all = folds.map(({ start, end, kind }) => ({ start, end, closed: kind === 'block', depth: 0 }));
  return toFoldingRanges(all, lines, question.client).map((range) => {
    const kind = kinds.get(range.startLine);
    return kind === undefined || kind === 'block' ? range : { ...range, kind };
  });
}

/** Lists the ranges around each position. */
export function listSelectionRanges({ file, question }: AskedSchema): SelectionRange[] {
  const positions = readValue(question.params, 'positions');
  if (!Array.isArray(positions)) return [];
  return (positions as readonly unknown[]).map((position) => {
    const offset = readOffset(file.lines, { position }, 'position') ?? 0;
    return chainRanges(listSelections(file, offset), file.lines);
  });
}
