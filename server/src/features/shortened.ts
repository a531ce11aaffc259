/** How much prose a hover shows; the link below leads to the rest. */
const MAX_LINES = 8;
/** About what fits on a line of a hover. */
const LINE_WIDTH = 80;

/** The first blocks of a Markdown text, as many as fit, or some sentences of the first; an ellipsis tells of the rest. */
export function shortenMarkdown(markdown: string): string {
  const blocks = splitBlocks(markdown);
  const [first = ''] = blocks;
  if (countLines(first) > MAX_LINES && !first.includes('\n')) return cutToSentences(first, blocks.length > 1);
  let lines = 0;
  let count = 0;
  for (const block of blocks) {
    lines += countLines(block);
    if (count > 0 && lines > MAX_LINES) break;
    count++;
  }
  return count === blocks.length ? markdown : `${blocks.slice(0, count).join('\n\n')}\n\n…`;
}

/** Parts between blank lines; a code block stays whole, and with the line that leads to it. */
function splitBlocks(markdown: string): string[] {
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

/** What fits of a paragraph, to the end of a sentence that is not inside of code. */
function cutToSentences(paragraph: string, goesOn: boolean): string {
  const ends = [...paragraph.matchAll(/[.!?]["')]*(?= )/g)].map((match) => match.index + match[0].length);
  const end = ends.findLast(
    (at) => at <= MAX_LINES * LINE_WIDTH && (paragraph.slice(0, at).match(/`/g) ?? []).length % 2 === 0,
  );
  if (end !== undefined) return `${paragraph.slice(0, end)} …`;
  return goesOn ? `${paragraph}\n\n…` : paragraph;
}

function countLines(block: string): number {
  return block.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LINE_WIDTH)), 0);
}
