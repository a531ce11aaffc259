import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hasControls } from '../../server/src/text/visible';
import { CLI } from '../support/commandLine';
import { makeDescriptor } from './descriptors';
import { HOSTILE, makeWord } from './mutate';
import { findMost, inFolder, measuredEnvironment, readUsage } from './processes';
import type { Random } from './random';
import { makeTarget, type Usage } from './target';

const PLACES = ['', 'usr/share/qemu/firmware', 'etc/qemu/firmware', 'odd'];

interface File {
  readonly name: string;
  readonly text: string;
}

/** Returns a name that every Linux file system accepts; most contain invisible or special characters. */
function makeName(random: Random): string {
  const word = random
    .several(1, 3, () => random.oneOf([makeWord(random), random.oneOf(HOSTILE), '50-a']))
    .join('');
  const name = word.replace(/[/\0]/g, '').slice(0, 60);
  return random.oneIn(6) ? name : `${name}.json`;
}

/** The commands on a tree, and their possible exit statuses. */
const COMMANDS: readonly (readonly string[])[] = [
  ...['text', 'json', 'sarif', 'github'].map((format) => ['lint', '--format', format, '.']),
  ['lint', '--fix', '--dry-run', '.'],
  ...['text', 'json'].map((format) => ['list', '--root', '.', '--format', format]),
  ...['text', 'json'].map((format) => ['explain', '--root', '.', '--arch', 'x86_64', '--format', format]),
];

/** The commands on a single file. */
const OF_A_FILE: readonly (readonly string[])[] = [
  ['lint'],
  ['command-line'],
  ['command-line', '--format', 'json'],
  ['inspect'],
  ['qapi', 'dump'],
  ['new', '--executable'],
];

export const fileNames = makeTarget({
  name: 'file-names',
  cases: 4,
  make: (random) => ({
    files: random.several(4, 12, (): File & { place: string } => ({
      place: random.oneOf(PLACES),
      name: makeName(random),
      text: makeDescriptor(random),
    })),
    links: random.several(0, 3, () => ({ name: makeName(random), target: makeName(random) })),
    folder: makeName(random),
    asked: random.oneOf(OF_A_FILE),
  }),
  check: ({ files, links, folder, asked }) =>
    inFolder((home) => {
      const tree = path.join(home, 'tree');
      for (const place of [...PLACES, folder])
        create(() => mkdirSync(path.join(tree, place), { recursive: true }));
      for (const { place, name, text } of files)
        create(() => {
          writeFileSync(path.join(tree, place, name), text);
        });
      for (const { name, target } of links)
        create(() => {
          symlinkSync(target, path.join(tree, name));
        });
      const [first] = files;
      const unsafe: string[] = [];
      const commands = [...COMMANDS, [...asked, path.join('.', first?.place ?? '', first?.name ?? '')]];
      const usages = commands.map((args) => run(args, tree, path.join(home, 'usage'), unsafe));
      assert.deepEqual(unsafe, [], 'prints what terminals or workflows interpret');
      return Promise.resolve(findMost(usages));
    }),
});

/** Creates something if the file system allows it: others allow fewer names than Linux. */
function create(make: () => void): void {
  try {
    make();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}

/** Rejects if a run failed. @param unsafe receives output that a terminal or a workflow would interpret */
function run(args: readonly string[], cwd: string, usage: string, unsafe: string[]): Usage {
  const env = measuredEnvironment(usage);
  const { status, signal, stdout, stderr, error } = spawnSync(process.execPath, [CLI, ...args], {
    ...{ cwd, env, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    timeout: 120_000,
  });
  const what = JSON.stringify(args);
  assert.equal(error, undefined, `${what}: ${String(error)}`);
  assert.ok(
    status === 0 || status === 1 || status === 2,
    `${what} ended with ${status ?? signal}: ${stderr}`,
  );
  assert.ok(!/internal.error|\n\s+at /.test(stderr), `${what}: ${stderr}`);
  const format = args[args.indexOf('--format') + 1];
  if ((format === 'json' || format === 'sarif') && status !== 2) JSON.parse(stdout);
  for (const line of (stdout + stderr).split('\n'))
    if (hasControls(line.replaceAll('\t', '')) || (format !== 'github' && /^\s*(?:::|##\[)/.test(line)))
      unsafe.push(`${what}: ${JSON.stringify(line.slice(0, 300))}`);
  return readUsage(usage);
}
