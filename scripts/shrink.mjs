import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { minify } from 'terser';
import { inProject, readJson } from './project.mjs';

/** The results, named by a hash of the input: `npm ci`, the tests and packing minify the same code. */
const KEPT = inProject('node_modules/.cache/qemu-firmware');
const WEEK_MS = 7 * 24 * 3600 * 1000;

/**
 * Minifies code once more: terser drops code that esbuild keeps, and takes longer.
 * @param {string} text @param {{ toplevel?: boolean }} [how] toplevel: whether no other file uses its names
 */
export async function shrink(text, { toplevel = true } = {}) {
  const compress = {
    passes: 4,
    keep_fargs: false,
    pure_getters: true,
    toplevel,
    hoist_funs: true,
    // Only a function that is called with `new`, but has no `this`, could not be an arrow or a method; there is none.
    unsafe_arrows: true,
    unsafe_methods: true,
  };
  const options = { ecma: 2022, toplevel, compress, parse: { bare_returns: true } };
  const { version } = readJson('node_modules/terser/package.json');
  const origin = JSON.stringify([version, options, text]);
  const file = path.join(KEPT, `${createHash('sha256').update(origin).digest('hex')}.js`);
  const kept = readKept(file);
  if (kept !== undefined) return kept;
  const { code = '' } = await minify(text, options);
  keep(file, code);
  return code;
}

/** @returns {string | undefined} undefined if the file does not exist; another build may remove it */
function readKept(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** Writes a file at once, as another build may read or write it, and removes those that are a week old. */
function keep(file, code) {
  mkdirSync(KEPT, { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, code);
  renameSync(unfinished, file);
  for (const name of readdirSync(KEPT)) {
    const old = path.join(KEPT, name);
    const age = Date.now() - (statSync(old, { throwIfNoEntry: false })?.mtimeMs ?? Infinity);
    if (age > WEEK_MS) rmSync(old, { force: true });
  }
}
