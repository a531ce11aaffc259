/** The text without the slashes at its end. Not a regular expression, which tries each slash of a long row that goes on. */
export function removeTrailingSlashes(path: string): string {
  return path.slice(0, findEnd(path, '/'));
}

/** The text without the line feeds at both ends; for the same reason not a regular expression. */
export function trimLineFeeds(text: string): string {
  let start = 0;
  while (text[start] === '\n') start++;
  return text.slice(start, Math.max(start, findEnd(text, '\n')));
}

/** A text at the length that a message has room for, in UTF-16 units; no character is cut in two. */
export function shorten(text: string, most = 200): string {
  return text.length > most ? `${text.slice(0, most).replace(/[\ud800-\udbff]$/, '')}…` : text;
}

/** The end of a text but for the units at its end that are all `unit`. */
function findEnd(text: string, unit: string): number {
  let end = text.length;
  while (end > 0 && text[end - 1] === unit) end--;
  return end;
}
