import type { SelectionRange } from 'vscode-languageserver';
import { listSelectionRanges } from '../../features/selectionRanges';
import type { LineIndex, TextRange } from '../../text/lineIndex';
import { readOffset, readValue } from '../protocol/fromLsp';
import { onDescriptorRequest, type Session } from '../state/session';
import { toRange } from './toLsp';

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

/** Links each range to the next one as its parent. */
function chainRanges(ranges: readonly TextRange[], lines: LineIndex): SelectionRange {
  const chain = ranges.reduceRight<SelectionRange | undefined>(
    (parent, range) => ({ range: toRange(lines, range), ...(parent && { parent }) }),
    undefined,
  );
  return chain ?? { range: toRange(lines, { start: 0, end: 0 }) };
}
