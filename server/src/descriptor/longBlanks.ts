/** jsonc-parser puts the blanks between two tokens together one by one: for a long run, that takes 32 bytes of memory for each of them. */
const LONGEST_RUN = 4096;

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const [TAB, SPACE, QUOTE, BACKSLASH, SLASH, STAR] = [0x09, 0x20, 0x22, 0x5c, 0x2f, 0x2a];

/**
 * The same text for jsonc-parser's scanner, with a line end in the place of one or two blanks wherever a run of blanks between tokens gets
 * long: a line end is a token of its own. Every offset stays, and so does every string and comment.
 */
export function breakLongBlanks(text: string, lineEnd = '\n'): string {
  const breaks = findBreaks(text);
  if (breaks.length === 0) return text;
  const parts = breaks.map((offset, index) =>
    text.slice(index === 0 ? 0 : (breaks[index - 1] ?? 0) + 1, offset + 1 - lineEnd.length),
  );
  return [...parts, text.slice((breaks.at(-1) ?? 0) + 1)].join(lineEnd);
}

function findBreaks(text: string): number[] {
  const breaks: number[] = [];
  let run = 0;
  for (let offset = 0; offset < text.length; offset++) {
    const code = text.charCodeAt(offset);
    if (code === SPACE || code === TAB) {
      if (++run < LONGEST_RUN) continue;
      breaks.push(offset);
      run = 0;
    } else {
      run = 0;
      offset = skipContent(text, offset);
    }
  }
  return breaks;
}

/** The offset of the last character of the string or comment that starts at `offset`; the same offset where none does. */
export function skipContent(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  if (code === QUOTE) return findStringEnd(text, offset);
  return code === SLASH ? findCommentEnd(text, offset) : offset;
}

/** The offset of the last character of a string, which a line break ends, too, but not one after a backslash. */
function findStringEnd(text: string, start: number): number {
  for (let offset = start + 1; offset < text.length; offset++) {
    const code = text.charCodeAt(offset);
    if (code === BACKSLASH) offset++;
    else if (code === QUOTE || code === LINE_FEED || code === CARRIAGE_RETURN) return offset;
  }
  return text.length;
}

/** The offset of the last character of a comment, or of the slash where none starts. */
function findCommentEnd(text: string, start: number): number {
  const next = text.charCodeAt(start + 1);
  if (next === STAR) {
    const end = text.indexOf('*/', start + 2);
    return end < 0 ? text.length : end + 1;
  }
  if (next !== SLASH) return start;
  const end = text.slice(start).search(/[\r\n]/);
  return end < 0 ? text.length : start + end;
}
