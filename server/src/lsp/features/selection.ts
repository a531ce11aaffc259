import type { SelectionRange } from 'vscode-languageserver';
import { selectionRanges } from '../../features/selection';
import type { LineIndex, TextRange } from '../../text/lineIndex';
import { offsetAt, valueAt } from '../protocol/fromLsp';
import { onDescriptorRequest, type Session } from '../state/session';
import { toRange } from './toLsp';

export function offerSelectionRanges(session: Session): void {
  const method = 'textDocument/selectionRange';
  onDescriptorRequest<SelectionRange[]>(session, method, [], ({ document }, params) => {
    const positions = valueAt(params, 'positions');
    if (!Array.isArray(positions)) return [];
    // The answer has a chain for each position, whatever the position is.
    return (positions as readonly unknown[]).map((position) => {
      const offset = offsetAt(document.lines, { position }, 'position') ?? 0;
      return chained(selectionRanges(document, offset), document.lines);
    });
  });
}

/** Each range with the next one as its parent. */
function chained(ranges: readonly TextRange[], lines: LineIndex): SelectionRange {
  const chain = ranges.reduceRight<SelectionRange | undefined>(
    (parent, range) => ({ range: toRange(lines, range), ...(parent && { parent }) }),
    undefined,
  );
  return chain ?? { range: toRange(lines, { start: 0, end: 0 }) };
}
