#!/usr/bin/env node
/**
 * Runs built tests and leaves their counts: node scripts/run-mocha.mjs FOLDER [--results FILE]
 */
import Mocha from 'mocha';
import { parseArgs } from 'node:util';
import { filesBelow, inProject } from './project.mjs';
import { keepResults } from './results.mjs';

const { values: options, positionals } = parseArgs({
  options: { results: { type: 'string' } },
  allowPositionals: true,
});

const mocha = new Mocha({
  ui: 'bdd',
  reporter: 'dot',
  timeout: 60_000,
  forbidOnly: Boolean(process.env.CI),
});
for (const folder of positionals)
  for (const file of filesBelow(folder, (name) => name.endsWith('.test.js'))) mocha.addFile(inProject(file));

const runner = mocha.run(() => {
  const { passes, failures, pending } = runner.stats;
  keepResults(options.results, { passed: passes, failed: failures, skipped: pending });
  // A test that leaves a server behind must not hold up all the others.
  process.exit(failures > 0 ? 1 : 0);
});
