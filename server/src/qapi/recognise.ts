/** Blank lines and comments, then a QAPI expression: an object whose first member is a keyword in single quotes. */
const EXPRESSION =
  /^\ufeff?(?:[ \t\r]*(?:#[^\n]*)?\n)*[ \t\r]*\{\s*'(?:alternate|command|enum|event|include|pragma|struct|union)'\s*:/;
/** The start of QEMU's files, even of those without an expression. */
const MODE_LINE = /^\ufeff?[ \t]*#[ \t]*-\*-[ \t]*mode:[ \t]*python[ \t]*-\*-/i;
const DOCUMENTATION = /^##[ \t\r]*$/m;

/** Whether the content of a text is a QAPI schema, which QEMU keeps in `.json` files. Never throws. */
export function looksLikeQapi(text: string): boolean {
  return EXPRESSION.test(text) || (MODE_LINE.test(text) && DOCUMENTATION.test(text));
}

/** Blank lines and comments of JSON with comments, then an object or a list whose first text in double quotes is not a keyword of QAPI. */
const JSON_START =
  /^\ufeff?(?:\s|\/\/[^\n]*\n)*[[{][[{\s]*"(?!(?:alternate|command|enum|event|include|pragma|struct|union)")/;

/** Whether a text starts as JSON does and QAPI never does. */
export function looksLikeJson(text: string): boolean {
  return JSON_START.test(text);
}

/** Whether a path may be that of a schema: its content decides. QEMU’s schemas have the ending of JSON. */
export function isSchemaPath(path: string): boolean {
  return /\.(?:json|qapi)$/i.test(path);
}
