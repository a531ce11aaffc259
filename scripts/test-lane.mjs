#!/usr/bin/env node
/** Runs layers whose builds are ready, and leaves their rows: node scripts/test-lane.mjs FILE LAYER... */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runLane } from './lanes.mjs';

const [file, ...names] = process.argv.slice(2);
const rows = await runLane(names);
mkdirSync(path.dirname(file), { recursive: true });
writeFileSync(file, JSON.stringify(rows));
