import { OffsetMap } from '../../text/offsetMap';
import { applyEdits, type TextEdit } from '../../text/textEdit';
import { listCandidates, measureOddness } from './lineCandidates';
import { scanLine } from './scanLine';

/** Edits of a line, and its oddness after them, including the cost of the edits. */
export interface RepairedLine {
  readonly edits: readonly TextEdit[];
  readonly oddness: number;
}

/** The number of units that all attempts to repair the quotes of a text may still read. */
export interface Work {
  left: number;
}

/** The maximum number of lines over which a string may have been broken. */
const MAX_JOINED = 5;
const MAX_ROUNDS = 4;

/** Finds the smallest changes that make the quotes of a line match; none if no change improves it. */
export function repairQuotes(line: string, work: Work): RepairedLine {
  let best: RepairedLine & { cost: number } = {
    edits: [],
    cost: 0,
    oddness: measureOddness(line, scanLine(line)),
  };
  for (let round = 0; round < MAX_ROUNDS && best.oddness > best.cost; round++) {
    const { edits, cost, oddness } = best;
    const current = applyEdits(line, edits);
    for (const candidate of listCandidates(current)) {
      work.left -= line.length;
      if (work.left < 0) return best;
      const changed = applyEdits(current, candidate.edits);
      const spent = cost + candidate.cost;
      const total = spent + measureOddness(changed, scanLine(changed));
      if (total > Math.min(best.oddness, oddness) - 0.05) continue;
      const merged = mergeEdits(edits, candidate.edits);
      if (applyEdits(line, merged) === changed) best = { edits: merged, cost: spent, oddness: total };
    }
    if (best.oddness === oddness) break;
  }
  return best;
}

/** Combines edits of a text with later edits of the result to edits of the original text. */
function mergeEdits(first: readonly TextEdit[], second: readonly TextEdit[]): TextEdit[] {
  const map = new OffsetMap(first);
  const mapped = second.map(({ start, end, newText }) => ({
    start: start === end ? map.findEnd(start) : map.findStart(start),
    end: map.findEnd(end),
    newText,
  }));
  return [...first, ...mapped].sort((a, b) => a.start - b.start);
}

/**
 * Joins the line from `start` to `end` with the lines after it that continue its last string, if the quotes match then.
 * @param skipLineEnd finds the start and the end of the line after the one that ends at an offset
 */
export function joinLines(
  text: string,
  start: number,
  end: number,
  findNextLine: (end: number) => { start: number; end: number },
): (RepairedLine & { readonly end: number }) | undefined {
  const edits: TextEdit[] = [];
  for (let lines = 0; lines < MAX_JOINED; lines++) {
    const next = findNextLine(end);
    const line = text.slice(next.start, next.end);
    if (next.start >= text.length || line.length > 1000) return undefined;
    const before = text.slice(start, end).replace(/[ \t]*\\?[ \t]*$/, '');
    const blanks = line.length - line.trimStart().length;
    const from = Math.max(before.length, edits.at(-1)?.end ?? 0);
    // A path or a word with a hyphen has no blanks, so none is inserted.
    const isPath = /"[^"\s]*(?:\/[^"\s]*|-)$/.test(before.slice(-1000));
    edits.push({ start: from, end: next.start + blanks - start, newText: isPath ? '' : ' ' });
    ({ end } = next);
    const quotes = line.split('"').length - 1;
    if (quotes === 0 && !/[{}[\]]/.test(line)) continue;
    const joined = applyEdits(text.slice(start, end), edits);
    return quotes % 2 === 1
      ? { edits, end, oddness: 1.1 + measureOddness(joined, scanLine(joined)) }
      : undefined;
  }
  return undefined;
}
