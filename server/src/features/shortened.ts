/** How much prose a hover shows; the link below leads to the rest. */
const MAX_LINES = 8;
/** About what fits on a line of a hover. */
const LINE_WIDTH = 80;

/** The first blocks of a Markdown text, as many as fit, at least one; an ellipsis tells that there is more. */
export function shortened(markdown: string): string {
  const blocks = blocksOf(markdown);
  let lines = 0;
  let count = 0;
  for (const block of blocks) {
    lines += linesOf(block);
    if (count > 0 && lines > MAX_LINES) break;
    count++;
  }
  return count === blocks.length ? markdown : `${blocks.slice(0, count).join('\n\n')}\n\n…`;
}

/** Parts between blank lines; a code block stays whole, and with the line that leads to it. */
function blocksOf(markdown: string): string[] {
  const blocks: string[] = [];
  let open = '';
  for (const part of markdown.split('\n\n')) {
    open = open === '' ? part : `${open}\n\n${part}`;
    const fences = open.match(/^\s*`{3,}/gm)?.length ?? 0;
    if (fences % 2 === 0 && !part.endsWith(':')) {
      blocks.push(open);
      open = '';
    }
  }
  return open === '' ? blocks : [...blocks, open];
}

function linesOf(block: string): number {
  return block.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LINE_WIDTH)), 0);
}
