import type { FoldingRange } from 'vscode-languageserver';
import type { Fold } from '../../features/folding';
import type { LineIndex } from '../../text/lineIndex';
import type { ClientFeatures } from '../protocol/capabilities';

/** Limits the ranges to the number that the client accepts, keeping outer ones first, in text order. */
export function toFoldingRanges(
  all: readonly Fold[],
  lines: LineIndex,
  { foldsLines, foldingLimit }: Pick<ClientFeatures, 'foldsLines' | 'foldingLimit'>,
): FoldingRange[] {
  const ranges = all.flatMap((fold) => {
    const range = foldsLines ? toWholeLines(fold, lines) : toExactRange(fold, lines);
    return range ? [{ range, depth: fold.depth }] : [];
  });
  // An editor that folds lines can fold only one of the ranges that start on a line.
  const seen = new Set<number>();
  const distinct = ranges.filter(({ range }) => {
    const isNew = !foldsLines || !seen.has(range.startLine);
    seen.add(range.startLine);
    return isNew;
  });
  if (foldingLimit === false || distinct.length <= foldingLimit) return distinct.map(({ range }) => range);
  const kept = new Set([...distinct].sort((a, b) => a.depth - b.depth).slice(0, foldingLimit));
  return distinct.filter((each) => kept.has(each)).map(({ range }) => range);
}

/** The line of the closing bracket is not folded. */
function toWholeLines({ start, end, closed }: Fold, lines: LineIndex): FoldingRange | undefined {
  const startLine = lines.positionAt(start).line;
  const endLine = lines.positionAt(end).line - (closed ? 1 : 0);
  return endLine > startLine ? { startLine, endLine } : undefined;
}

function toExactRange({ start, end }: Fold, lines: LineIndex): FoldingRange {
  const [first, last] = [lines.positionAt(start), lines.positionAt(end)];
  return {
    startLine: first.line,
    startCharacter: first.character,
    endLine: last.line,
    endCharacter: last.character,
  };
}
