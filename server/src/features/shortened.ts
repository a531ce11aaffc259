import { cutToSentences, ELLIPSIS, type Markdown } from '../text/markdown';

/** The maximum length of prose in a hover; the link below leads to the rest. */
const MAX_LINES = 8;
/** The approximate length of a line of a hover. */
const LINE_WIDTH = 80;

/** Returns as many blocks of Markdown as fit, or some sentences of the first; an ellipsis marks the rest. */
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
    // A line that introduces the next block needs that block.
    if (!block.endsWith(':') || at === blocks.length - 1) count = at + 1;
  }
  return count === blocks.length ? blocks : [...blocks.slice(0, count), ELLIPSIS];
}

function countLines(block: string): number {
  return block.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LINE_WIDTH)), 0);
}
