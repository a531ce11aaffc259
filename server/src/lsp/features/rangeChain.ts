import type { SelectionRange } from 'vscode-languageserver';
import type { LineIndex, TextRange } from '../../text/lineIndex';
import { toRange } from './toLsp';

/** Links each range to the next one as its parent. */
export function chainRanges(ranges: readonly TextRange[], lines: LineIndex): SelectionRange {
  const chain = ranges.reduceRight<SelectionRange | undefined>(
    (parent, range) => ({ range: toRange(lines, range), ...(parent && { parent }) }),
    undefined,
  );
  return chain ?? { range: toRange(lines, { start: 0, end: 0 }) };
}
