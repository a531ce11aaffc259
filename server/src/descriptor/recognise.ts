import { createScanner } from 'jsonc-parser';

/** A descriptor has about a thousand characters: a longer text, in UTF-16 units or bytes, is never recognised by its content alone. */
export const MAX_STRAY_LENGTH = 256 * 1024;

/** Whether the path makes a file a descriptor: a `.json` file directly in a `qemu/firmware` folder. */
export function isDescriptorPath(path: string): boolean {
  return /(?:^|[\\/])qemu[\\/]firmware[\\/][^\\/]+\.json$/.test(path);
}

/** Whether a text is a descriptor by its content, or a list of descriptors, which is reported as a mistake. Never throws. */
export function looksLikeDescriptor(text: string): boolean {
  return recogniseContent(text) !== undefined;
}

/**
 * Recognises a text of at most MAX_STRAY_LENGTH by its content: a top-level object with the members `interface-types` and `mapping`, or a
 * list of such objects. Reads tokens without recursion and stops at the second of the two names, so incomplete and invalid JSON can be
 * recognised. Names in other places are not considered. Never throws.
 */
export function recogniseContent(text: string): 'descriptor' | 'list' | undefined {
  if (!mayBeDescriptor(text)) return undefined;
  const scanner = createScanner(text, true);
  const open: string[] = [];
  /** The number of open lists around the place, without an object among them. */
  let lists = 0;
  let names = new Set<string>();
  let lastString: string | undefined;
  while (scanner.getPosition() < text.length) {
    scanner.scan();
    const first = text[scanner.getTokenOffset()];
    if (first === '{' || first === '[') {
      if (lists === open.length) names = new Set();
      if (first === '[' && lists === open.length) lists++;
      open.push(first);
    } else if (first === '}' || first === ']') {
      open.pop();
      lists = Math.min(lists, open.length);
    } else if (
      first === ':' &&
      lastString !== undefined &&
      open.length === lists + 1 &&
      open.at(-1) === '{'
    ) {
      names.add(lastString);
      if (MEMBERS.every((name) => names.has(name))) return lists === 0 ? 'descriptor' : 'list';
    }
    lastString = first === '"' ? scanner.getTokenValue() : undefined;
  }
  return undefined;
}

/** The members that every descriptor has. */
export const MEMBERS: readonly string[] = ['interface-types', 'mapping'];

/** Whether a text may be recognised as a descriptor. Cheaper than reading it: most texts do not have these names. */
export function mayBeDescriptor(text: string): boolean {
  return text.length <= MAX_STRAY_LENGTH && MEMBERS.every((name) => mayName(text, name));
}

/** Whether a text has a name, or an escape that could encode a part of it. */
function mayName(text: string, name: string): boolean {
  return text.includes(name) || text.includes('\\u');
}
