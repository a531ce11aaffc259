#!/usr/bin/env node
/**
 * Runs built tests and writes their counts: node scripts/run-mocha.mjs FOLDER [--jobs N] [--results FILE]
 * With several jobs, that many files run in parallel, each in its own process.
 */
import Mocha from 'mocha';
import { parseArgs } from 'node:util';
import { filesBelow, inProject } from './project.mjs';
import { keepResults } from './results.mjs';

const { values: options, positionals } = parseArgs({
  options: { jobs: { type: 'string', default: '1' }, results: { type: 'string' } },
  allowPositionals: true,
});

const jobs = Number(options.jobs);
const mocha = new Mocha({
  ui: 'bdd',
  reporter: 'dot',
  timeout: 60_000,
  forbidOnly: Boolean(process.env.CI),
  ...(jobs > 1 && { parallel: true, jobs }),
});
for (const folder of positionals)
  for (const file of filesBelow(folder, (name) => name.endsWith('.test.js'))) mocha.addFile(inProject(file));

const runner = mocha.run(() => {
  const { passes, failures, pending } = runner.stats;
  keepResults(options.results, { passed: passes, failed: failures, skipped: pending });
  // A test that leaves a server running must not block all the others.
  process.exit(failures > 0 ? 1 : 0);
});
