import { createScanner } from 'jsonc-parser';

/** A descriptor has about a thousand characters: a longer text, in UTF-16 units or bytes, is none by its content alone. */
export const MAX_STRAY_LENGTH = 256 * 1024;

/** Whether a file of this path is a descriptor by where it lies: a `.json` file directly in a `qemu/firmware` folder. */
export function isDescriptorPath(path: string): boolean {
  return /(?:^|[\\/])qemu[\\/]firmware[\\/][^\\/]+\.json$/.test(path);
}

/** Whether a text is a descriptor by its content, or has some in a list, which is a mistake to be told of. Never throws. */
export function looksLikeDescriptor(text: string): boolean {
  return recogniseContent(text) !== undefined;
}

/**
 * What a text of at most MAX_STRAY_LENGTH is by its content: an object at its top that has both `interface-types` and `mapping` as members
 * of its own, or a list of such. Goes by tokens, without recursion, and stops at the second of the two names, so that unfinished and
 * broken JSON is read as far as it goes. Nothing is guessed from names elsewhere. Never throws.
 */
export function recogniseContent(text: string): 'descriptor' | 'list' | undefined {
  if (text.length > MAX_STRAY_LENGTH || !MEMBERS.every((name) => mayName(text, name))) return undefined;
  const scanner = createScanner(text, true);
  const open: string[] = [];
  /** How many of the containers that are open are lists around the place, with no object among them. */
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

const MEMBERS = ['interface-types', 'mapping'];

/** Cheaper than to read the text: most texts have neither the name nor an escape that may stand for a part of it. */
function mayName(text: string, name: string): boolean {
  return text.includes(name) || text.includes('\\u');
}
