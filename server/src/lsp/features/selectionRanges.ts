import type { SelectionRange } from 'vscode-languageserver';
import { listSelectionRanges } from '../../features/selectionRanges';
import { readOffset, readValue } from '../protocol/fromLsp';
import { onDescriptorRequest, type Session } from '../state/session';
import { chainRanges } from './rangeChain';

export function offerSelectionRanges(session: Session): void {
  const method = 'textDocument/selectionRange';
  onDescriptorRequest<SelectionRange[]>(session, method, [], ({ document }, params) => {
    const positions = readValue(params, 'positions');
    if (!Array.isArray(positions)) return [];
    // The answer has a chain for each position, even an invalid one.
    return (positions as readonly unknown[]).map((position) => {
      const offset = readOffset(document.lines, { position }, 'position') ?? 0;
      return chainRanges(listSelectionRanges(document, offset), document.lines);
    });
  });
}
