import { createScanner } from 'jsonc-parser';

/** A descriptor has about a thousand characters; nobody looks for one in a text that is much longer. */
export const DETECTION_LIMIT = 256 * 1024;

/**
 * Whether `text` is an object that has both `interface-types` and `mapping` as its own members. Goes by tokens, without recursion,
 * and stops at the second of the two. A text longer than DETECTION_LIMIT (UTF-16 units) never looks like a descriptor.
 */
export function looksLikeDescriptor(text: string): boolean {
  if (text.length > DETECTION_LIMIT) return false;
  const scanner = createScanner(text, true);
  const missing = new Set(['interface-types', 'mapping']);
  let depth = 0;
  let lastString: string | undefined;
  do {
    scanner.scan();
    // The first character tells the kinds of token apart; at the end of the text there is none.
    const first = text[scanner.getTokenOffset()];
    if (first === undefined || (depth === 0 && first !== '{')) return false;
    if (first === '{' || first === '[') depth++;
    if (first === '}' || first === ']') depth--;
    if (first === ':' && depth === 1 && lastString !== undefined) missing.delete(lastString);
    lastString = first === '"' ? scanner.getTokenValue() : undefined;
  } while (depth > 0 && missing.size > 0);
  return missing.size === 0;
}

/**
 * Whether `text` starts, after comments, with a definition or a directive of the QAPI schema language. Its single quotes rule out
 * that the text is JSON, with or without comments.
 */
export function looksLikeQapi(text: string): boolean {
  return /^(?:\s|#.*\n)*\{\s*'(?:include|pragma|enum|struct|union|alternate|command|event)'\s*:/.test(text);
}
