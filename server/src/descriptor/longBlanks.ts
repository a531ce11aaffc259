/** jsonc-parser concatenates the blanks between two tokens one by one, which takes 32 bytes of memory for each blank of a long run. */
const LONGEST_RUN = 4096;

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const [TAB, SPACE, QUOTE, BACKSLASH, SLASH, STAR] = [0x09, 0x20, 0x22, 0x5c, 0x2f, 0x2a];

/**
 * Prepares a text for jsonc-parser's scanner: in each long run of blanks between tokens, line ends replace blanks at intervals, because a
 * line end is a separate token. Offsets, strings and comments do not change.
 */
export function breakLongBlanks(text: string): string {
  const breaks = hasLongBlanks(text) ? findBreaks(text) : [];
  if (breaks.length === 0) return text;
  const parts = breaks.map((offset, index) =>
    text.slice(index === 0 ? 0 : (breaks[index - 1] ?? 0) + 1, offset),
  );
  return [...parts, text.slice((breaks.at(-1) ?? 0) + 1)].join('\n');
}

/** Whether a text has a long run of blanks, in a string or elsewhere. Such a run covers one of the places that are looked at. */
function hasLongBlanks(text: string): boolean {
  for (let place = 0; place < text.length; place += LONGEST_RUN) {
    let [start, end] = [place, place];
    while (isBlank(text.charCodeAt(end))) end++;
    while (end > place && isBlank(text.charCodeAt(start - 1))) start--;
    if (end - start >= LONGEST_RUN) return true;
  }
  return false;
}

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

function findBreaks(text: string): number[] {
  const breaks: number[] = [];
  let run = 0;
  for (let offset = 0; offset < text.length; offset++) {
    const code = text.charCodeAt(offset);
    if (isBlank(code)) {
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

/** Finds the last character of the string or comment that starts at `offset`; returns `offset` if none does. */
export function skipContent(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  if (code === QUOTE) return findStringEnd(text, offset);
  return code === SLASH ? findCommentEnd(text, offset) : offset;
}

/** Finds the last character of a string. A line break ends it, too, unless a backslash precedes. */
function findStringEnd(text: string, start: number): number {
  for (let offset = start + 1; offset < text.length; offset++) {
    const code = text.charCodeAt(offset);
    if (code === BACKSLASH) offset++;
    else if (code === QUOTE || code === LINE_FEED || code === CARRIAGE_RETURN) return offset;
  }
  return text.length;
}

/** Finds the last character of a comment, or returns the slash if none starts there. */
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
