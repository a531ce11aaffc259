import { cutToSentences, ELLIPSIS, type Markdown } from '../text/markdown';

/** How much prose a hover shows; the link below leads to the rest. */
const MAX_LINES = 8;
/** About what fits on a line of a hover. */
const LINE_WIDTH = 80;

/** The first blocks of Markdown, as many as fit, or some sentences of the first; an ellipsis tells of the rest. */
export function shortenBlocks(blocks: readonly Markdown[]): readonly Markdown[] {
  const [first] = blocks;
  if (first !== undefined && countLines(first) > MAX_LINES && !first.includes('\n')) {
    const cut = cutToSentences(first, MAX_LINES * LINE_WIDTH);
    return cut !== undefined ? [cut] : blocks.length > 1 ? [first, ELLIPSIS] : [first];
  }
  let lines = 0;
  let count = 0;
  for (const [at, block] of blocks.entries()) {
    lines += countLines(block);
    if (count > 0 && lines > MAX_LINES) break;
    // A line that leads to the next block does not go without it.
    if (!block.endsWith(':') || at === blocks.length - 1) count = at + 1;
  }
  return count === blocks.length ? blocks : [...blocks.slice(0, count), ELLIPSIS];
}

function countLines(block: string): number {
  return block.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LINE_WIDTH)), 0);
}
