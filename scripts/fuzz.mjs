#!/usr/bin/env node
/**
 * Builds everything and runs the fuzzer:
 *   node scripts/fuzz.mjs [--minutes N] [--seed S] [--only TARGET]...
 *   node scripts/fuzz.mjs --replay FILE
 */
import { buildProduct, buildTests } from './build.mjs';
import { exitCode } from './processes.mjs';
import { inProject, root } from './project.mjs';

try {
  await buildProduct();
  await buildTests(['test/fuzz']);
  const main = inProject('out/test/fuzz/main.js');
  process.exitCode = await exitCode(process.execPath, [main, ...process.argv.slice(2)], { cwd: root });
} catch (error) {
  // esbuild has printed its own errors already.
  if (!error.errors) console.error(error.message);
  process.exitCode = 2;
}
