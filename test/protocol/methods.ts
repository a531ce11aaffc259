import { readFileSync } from 'node:fs';

/** All LSP methods, from the list in the documentation. */
export const METHODS: readonly string[] = [
  ...readFileSync('docs/features.md', 'utf8').matchAll(/^\| `([^`]+)`/gm),
].map(([, name = '']) => name);
