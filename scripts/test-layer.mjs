#!/usr/bin/env node
/** Runs one layer, which is built and prepared, and writes its counts: node scripts/test-layer.mjs LAYER --results FILE */
import os from 'node:os';
import { parseArgs } from 'node:util';
import { yields } from './lanes.mjs';
import { layers } from './layers.mjs';
import { keepResults } from './results.mjs';

const { values, positionals } = parseArgs({
  options: { results: { type: 'string' } },
  allowPositionals: true,
});
const [name] = positionals;
if (yields(name)) {
  const { PRIORITY_BELOW_NORMAL } = os.constants.priority;
  os.setPriority(Math.max(os.getPriority(), PRIORITY_BELOW_NORMAL));
}
keepResults(values.results, await layers[name].run());
