import { createScanner } from 'jsonc-parser';
import { MAX_DEPTH, MAX_LENGTH } from './syntaxTree';

/** Whether a file of this path is a descriptor by where it lies: a `.json` file directly in a `qemu/firmware` folder. */
export function isDescriptorPath(path: string): boolean {
  return /(?:^|[\\/])qemu[\\/]firmware[\\/][^\\/]+\.json$/.test(path);
}

/**
 * Whether a text has the marks of a descriptor: an object with the members `interface-types` and `mapping`, at the top or
 * (by mistake) in a list there. Broken JSON is read as far as it goes; nothing is guessed from names elsewhere.
 */
export function looksLikeDescriptor(text: string): boolean {
  if (text.length > MAX_LENGTH || !text.includes('"interface-types"') || !text.includes('"mapping"'))
    return false;
  const scanner = createScanner(text, true);
  const open: { brace: string; keys: Set<string> }[] = [];
  let lastString: string | undefined;
  while (scanner.getPosition() < text.length) {
    scanner.scan();
    const first = text[scanner.getTokenOffset()];
    const container = open.at(-1);
    if (first === '{' || first === '[') {
      if (open.length >= MAX_DEPTH) return false;
      open.push({ brace: first, keys: new Set() });
    } else if (first === '}' || first === ']') {
      open.pop();
    } else if (first === ':' && container?.brace === '{' && lastString !== undefined) {
      container.keys.add(lastString);
      const atTop = open.slice(0, -1).every(({ brace }) => brace === '[');
      if (atTop && container.keys.has('interface-types') && container.keys.has('mapping')) return true;
    }
    if (first === '"') lastString = scanner.getTokenValue();
    else if (scanner.getTokenValue().trim() !== '') lastString = undefined;
  }
  return false;
}
