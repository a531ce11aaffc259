#!/usr/bin/env node
/** Runs one layer, which is built and prepared, and writes its counts: node scripts/test-layer.mjs LAYER --results FILE */
import { parseArgs } from 'node:util';
import { layers } from './layers.mjs';
import { keepResults } from './results.mjs';

const { values, positionals } = parseArgs({
  options: { results: { type: 'string' } },
  allowPositionals: true,
});
const [name] = positionals;
keepResults(values.results, await layers[name].run());
