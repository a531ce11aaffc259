/** Removes the slashes at the end. Not a regular expression: that would retry from each slash of a long run inside the text. */
export function removeTrailingSlashes(path: string): string {
  return path.slice(0, findEnd(path, '/'));
}

/** Removes the line feeds at both ends; not a regular expression, for the same reason. */
export function trimLineFeeds(text: string): string {
  let start = 0;
  while (text[start] === '\n') start++;
  return text.slice(start, Math.max(start, findEnd(text, '\n')));
}

/** Shortens a text to a length that fits into a message, in UTF-16 units, without splitting a character. */
export function shorten(text: string, most = 200): string {
  return text.length > most ? `${text.slice(0, most).replace(/[\ud800-\udbff]$/, '')}…` : text;
}

/** Finds the end of a text without the trailing run of `unit`. */
function findEnd(text: string, unit: string): number {
  let end = text.length;
  while (end > 0 && text[end - 1] === unit) end--;
  return end;
}
