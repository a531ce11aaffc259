/**
 * Whether `text` starts, after comments, with a definition or a directive of the QAPI schema language. Its single quotes rule out
 * that the text is JSON, with or without comments.
 */
export function looksLikeQapi(text: string): boolean {
  return /^(?:\s|#.*\n)*\{\s*'(?:include|pragma|enum|struct|union|alternate|command|event)'\s*:/.test(text);
}
