import type { SymbolInformation } from 'vscode-languageserver';
import { findDefinitionsByName } from '../../features/qapi/symbols';
import type { View } from '../../features/qapi/view';
import { readString } from '../protocol/fromLsp';
import type { QapiQuestion } from '../protocol/qapiQuestion';
import { SYMBOL_KINDS, toShownName } from './outline';
import { toLocation } from './uris';

/** Longer lists are not useful; users should narrow the query. */
const MAX_SYMBOLS = 1000;

/** Lists the definitions of the root schemas by name. */
export function listWorkspaceSymbols(question: QapiQuestion, views: readonly View[]): SymbolInformation[] {
  const query = readString(question.params, 'query') ?? '';
  return findDefinitionsByName(query, views, MAX_SYMBOLS).map(({ file, symbol }) => ({
    name: toShownName(symbol.name),
    kind: SYMBOL_KINDS[symbol.kind],
    location: toLocation(file, symbol.nameRange, question),
    containerName: toShownName(file.path.slice(file.path.lastIndexOf('/') + 1)),
  }));
}
