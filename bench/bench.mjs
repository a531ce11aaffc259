#!/usr/bin/env node
/**
 * Compares the server and the linter with VS Code's JSON server and its library, on the same documents and with the same schema:
 *   node bench/bench.mjs             measures everything, and adds a table to bench/results.md
 *   node bench/bench.mjs --check     measures everything, and fails if a ratio exceeds bench/budget.json
 * Only the ratios within one run are meaningful: both sides take turns, so the load of the machine affects both equally.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { inProject, readJson } from '../scripts/project.mjs';
import { preparePeers } from './peers.mjs';
import { measurePrograms } from './programs.mjs';
import { findQemuTree, measureSchemaCheck, measureSchemaEdits } from './schemas.mjs';
import { measureServers } from './servers.mjs';

const { values } = parseArgs({ options: { check: { type: 'boolean' } } });
const RESULTS = inProject('bench/results.md');

/** The values of both sides by figure. @type {Map<string, { ours: number[], json: number[] }>} */
const measured = new Map();

function record(figure, name, value) {
  if (value === undefined) return;
  if (!measured.has(figure)) measured.set(figure, { ours: [], json: [] });
  measured.get(figure)[name].push(value);
}

/**
 * A figure with its budget: the largest ratio to the peer, or with a unit the largest value. Without a peer, it has no ratio.
 * @typedef {{ figure: string, ours: number, json?: number, ratio?: number, budget?: number | string }} Row
 */

/** @returns {Row[]} */
function summarise() {
  const budget = readJson('bench/budget.json');
  return [...measured].map(([figure, { ours, json }]) => {
    const own = findMedian(ours);
    const other = json.length > 0 ? findMedian(json) : undefined;
    const ratio = other === undefined ? undefined : own / other;
    return { figure, ours: own, json: other, ratio, budget: budget[figure] };
  });
}

/** @param {Row} row */
function exceedsBudget({ ours, ratio, budget }) {
  if (typeof budget === 'string') return ours > parseFloat(budget);
  return budget !== undefined && ratio !== undefined && ratio > budget;
}

function findMedian(values) {
  return values.sort((a, b) => a - b)[values.length >> 1];
}

function formatTable(rows) {
  const format = (value) => (typeof value === 'number' ? value.toFixed(value < 10 ? 2 : 0) : (value ?? ''));
  return [
    '| figure (ms or MiB, median) | ours | JSON server | ratio | budget |',
    '| :-- | --: | --: | --: | --: |',
    ...rows.map(
      ({ figure, ours, json, ratio, budget }) =>
        `| ${figure} | ${format(ours)} | ${format(json)} | ${format(ratio)} | ${format(budget)} |`,
    ),
  ].join('\n');
}

const tree = findQemuTree();
const notes = [];
const folder = mkdtempSync(path.join(tmpdir(), 'qemu-firmware-bench-'));
try {
  const peers = preparePeers();
  await measureServers(peers, record);
  measurePrograms(peers, folder, record);
  if (tree !== undefined) {
    measureSchemaCheck(tree, record);
    notes.push(await measureSchemaEdits(tree));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

const rows = summarise();
const table = [formatTable(rows), ...notes].join('\n\n');
console.log(table);
if (values.check) {
  const over = rows.filter(exceedsBudget);
  for (const { figure, ours, ratio, budget } of over)
    console.error(
      `${figure}: ${(typeof budget === 'string' ? ours : ratio).toFixed(2)}, and the budget is ${budget}`,
    );
  if (over.length > 0) process.exitCode = 1;
} else {
  const date = new Date().toISOString().slice(0, 10);
  const title = `## ${date}, Node ${process.versions.node}, ${cpus().length} processors`;
  const [head, ...older] = readFileSync(RESULTS, 'utf8').split(/^(?=## )/m);
  writeFileSync(
    RESULTS,
    [`${head.trimEnd()}\n\n`, `${title}\n\n${table}\n\n`, ...older].join('').trimEnd() + '\n',
  );
}
