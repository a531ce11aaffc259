import { readFileSync } from 'node:fs';

/** All of LSP, as the documentation lists it. */
export const METHODS: readonly string[] = [
  ...readFileSync('docs/features.md', 'utf8').matchAll(/^\| `([^`]+)`/gm),
].map(([, name = '']) => name);
