/** Blank lines and comments, and then an expression of QAPI: an object whose first member is a keyword in single quotes. */
const EXPRESSION =
  /^\ufeff?(?:[ \t\r]*(?:#[^\n]*)?\n)*[ \t\r]*\{\s*'(?:alternate|command|enum|event|include|pragma|struct|union)'\s*:/;
/** What the files of QEMU start with, even those that have no expression. */
const MODE_LINE = /^\ufeff?[ \t]*#[ \t]*-\*-[ \t]*mode:[ \t]*python[ \t]*-\*-/i;
const DOCUMENTATION = /^##[ \t\r]*$/m;

/** Whether a text is a schema in QAPI, which QEMU keeps in `.json` files, by its content. Never throws. */
export function looksLikeQapi(text: string): boolean {
  return EXPRESSION.test(text) || (MODE_LINE.test(text) && DOCUMENTATION.test(text));
}
