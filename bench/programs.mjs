/** Measures the time and memory that programs need for many files. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { inProject } from '../scripts/project.mjs';
import { writeFiles, writeImage } from './documents.mjs';

/** @param {(figure: string, name: 'ours' | 'json', value: number) => void} record */
export function measurePrograms(peers, folder, record) {
  const many = path.join(folder, 'many');
  writeFiles(many, 10_000);
  for (let round = 0; round < 5; round++) {
    const runs = {
      ours: () => run([inProject('dist/cli.js'), 'lint', '--no-config', many], folder),
      json: () => run(peers.lint(many), folder),
    };
    for (const [name, start] of inTurn(runs, round)) {
      const { wall, cpu, memory } = start();
      record('lint 10,000 files', name, wall);
      record('lint 10,000 files, CPU', name, cpu);
      record('lint 10,000 files, peak memory', name, memory);
    }
  }

  const image = path.join(folder, 'image.fd');
  writeImage(image);
  for (let round = 0; round < 9; round++)
    record('inspect of an image', 'ours', run([inProject('dist/cli.js'), 'inspect', image], folder).wall);

  const root = path.join(folder, 'root');
  const descriptors = path.join(root, 'usr/share/qemu/firmware');
  writeFiles(descriptors, 1000);
  const guest = ['--arch', 's390x', '--machine', 's390-ccw-virtio', '--firmware', 'efi'];
  const explain = [
    inProject('dist/cli.js'),
    'explain',
    '--consumer',
    'libvirt@12.8',
    '--root',
    root,
    ...guest,
  ];
  for (let round = 0; round < 9; round++) {
    const runs = { ours: () => run(explain, folder), json: () => run(peers.lint(descriptors), folder) };
    for (const [name, start] of inTurn(runs, round))
      record('explain 1,000 files (peer: check them)', name, start().wall);
  }
}

/** Returns the entries of a record, starting with a different one in each round. @returns {[any, any][]} */
export function inTurn(record, round) {
  const entries = Object.entries(record);
  return round % 2 === 0 ? entries : entries.reverse();
}

function run(args, folder) {
  const usage = path.join(folder, 'usage.json');
  const start = performance.now();
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--require', inProject('bench/usage.cjs'), ...args],
    { env: { ...process.env, BENCH_USAGE: usage }, maxBuffer: 1 << 28, encoding: 'utf8' },
  );
  const wall = performance.now() - start;
  if (status !== 0 && status !== 1) throw new Error(`${args.join(' ')}: status ${status}\n${stderr}`);
  return { wall, ...JSON.parse(readFileSync(usage, 'utf8')) };
}
