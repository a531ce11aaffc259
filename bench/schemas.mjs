/** Measures the check of a whole QAPI schema beside QEMU's own reader, and the diagnostics after an edit of its largest module. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { inProject } from '../scripts/project.mjs';
import { Client } from './client.mjs';
import { inTurn } from './programs.mjs';

const ROUNDS = 9;
const EDITS = 80;
/** The first edits run code that V8 has not yet optimised, as those of people who just opened a file do. */
const FIRST = 10;

/**
 * A program for python3 that only reads and checks a schema, in the folder of a QEMU tree, and reports its CPU time.
 * Its own process is measured from the start, as that of the linter is.
 */
const READ = `import sys, time
sys.dont_write_bytecode = True
sys.path.insert(0, 'scripts')
from qapi.schema import QAPISchema
QAPISchema('qapi/qapi-schema.json')
print(time.process_time() * 1000)`;

/**
 * @param {string} tree the folder of a QEMU source tree
 * @param {(figure: string, name: 'ours' | 'json', value: number) => void} record the other side is QEMU's reader
 */
export function measureSchemaCheck(tree, record) {
  const usage = path.join(mkdtempSync(path.join(tmpdir(), 'qemu-firmware-schemas-')), 'usage.json');
  const runs = {
    ours() {
      const args = ['--require', inProject('bench/usage.cjs'), inProject('dist/cli.js'), 'qapi', 'check'];
      const env = { ...process.env, BENCH_USAGE: usage };
      run(process.execPath, [...args, 'qapi/qapi-schema.json'], { cwd: tree, env });
      return JSON.parse(readFileSync(usage, 'utf8')).cpu;
    },
    json: () => Number(run('python3', ['-c', READ], { cwd: tree })),
  };
  for (let round = 0; round < ROUNDS; round++)
    for (const [name, start] of inTurn(runs, round)) {
      const before = performance.now();
      const cpu = start();
      record('check all of QEMU’s schema (peer: its own reader)', name, performance.now() - before);
      record('check all of QEMU’s schema, CPU (peer: its own reader)', name, cpu);
    }
  rmSync(path.dirname(usage), { recursive: true, force: true });
}

function run(program, args, options) {
  const { status, stdout, stderr } = spawnSync(program, args, { ...options, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program}: status ${status}\n${stderr}`);
  return stdout;
}

/**
 * Edits `block-core.json` again and again, and measures the time until its diagnostics arrive.
 *
 * @param {string} tree the folder of a QEMU source tree @returns {Promise<string>} a sentence
 */
export async function measureSchemaEdits(tree) {
  const file = path.join(tree, 'qapi/block-core.json');
  const text = readFileSync(file, 'utf8');
  const uri = pathToFileURL(file).href;
  const args = [inProject('dist/server.js'), '--stdio'];
  const client = new Client({ name: 'ours', args, languageId: 'qapi', settings: {} });
  await client.initialize();
  client.open(uri, text);
  await client.countDiagnostics(uri);
  const lines = text.split('\n');
  const line = lines.findIndex((each) => each.includes(": 'str'"));
  const place = { line, character: lines[line].indexOf("'str'") + 1 };
  const times = [];
  for (let edit = 0; edit < EDITS; edit++) {
    const hasMistake = edit % 2 === 0;
    const before = performance.now();
    client.edit(uri, place, 'str'.length, hasMistake ? 'stx' : 'str');
    const count = await client.countDiagnostics(uri);
    times.push(performance.now() - before);
    if (count > 0 !== hasMistake) throw new Error(`${count} diagnostics`);
  }
  await client.end();
  return `Diagnostics after an edit of block-core.json: ${describe('first', times.slice(0, FIRST))}, ${describe('later', times.slice(FIRST))}.`;
}

/** Returns the median and the 95th percentile. */
function describe(which, times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.floor(sorted.length * share)].toFixed(0);
  return `the ${which} ${times.length} in ${at(0.5)} ms (95 % in ${at(0.95)} ms)`;
}

/** Returns the QEMU tree to measure with, from the environment; undefined, and says so, if there is none. */
export function findQemuTree() {
  const tree = process.env.QEMU_FIRMWARE_QEMU_TREE ?? '';
  if (existsSync(path.join(tree, 'qapi/block-core.json')) && tree !== '') return path.resolve(tree);
  console.error(
    'Without QEMU_FIRMWARE_QEMU_TREE, the folder of a QEMU source tree, schemas are not measured.',
  );
  return undefined;
}
