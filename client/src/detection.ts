/**
 * Returns whether `text` starts, after comments, with a definition or a directive of the QAPI schema language. Because of the single
 * quotes, such a text cannot be JSON, with or without comments.
 */
export function looksLikeQapi(text: string): boolean {
  return /^(?:\s|#.*\n)*\{\s*'(?:include|pragma|enum|struct|union|alternate|command|event)'\s*:/.test(text);
}
