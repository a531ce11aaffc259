import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { linkSync, mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { bench, CLI, environment, SOUND, WARNING } from '../support/commandLine';

const FAULTY = path.resolve('out/test/protocol/faultyCli.js');
/** More than the number from which a thread helps. */
const MANY = 20_500;

describe('a run of the linter over very many files', function () {
  this.timeout(240_000);
  const files = bench();
  const folder = (): string => path.join(files.folder, 'many');

  beforeEach(() => {
    mkdirSync(folder());
    const contents = [
      '{}',
      SOUND,
      WARNING,
      SOUND.replace('"mapping"', '"maping"'),
      '{ "interface-types": ["uefi"',
    ];
    for (const [at, text] of contents.entries()) writeFileSync(path.join(files.folder, `text-${at}`), text);
    // Links to the same few files are made faster than files, and most of them are no descriptors, which is checked faster.
    for (let at = 0; at < MANY; at++) {
      const source = path.join(files.folder, `text-${at % 100 < contents.length ? at % 100 : 0}`);
      linkSync(source, path.join(folder(), `${String(at).padStart(6, '0')}.json`));
    }
  });

  const lint = (fault: string, format: string) =>
    spawnSync(process.execPath, [FAULTY, 'lint', '--no-config', '--format', format, folder()], {
      env: environment({ FAULT: fault }),
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });

  it('gives the same if the thread cannot start, or ends early', () => {
    const { stdout, stderr, status } = lint('', 'text');
    assert.ok(stdout.split('\n').length > MANY / 100);
    for (const fault of ['thread', 'threadLater']) {
      const other = lint(fault, 'text');
      assert.equal(other.stdout, stdout);
      assert.equal(other.stderr, stderr);
      assert.equal(other.status, status);
    }
    // The comparison is only worth something if there is a thread.
    if (availableParallelism() > 1) assert.match(lint('threadTells', 'text').stderr, /^a thread checks$/m);
  });

  it('prints first results before the last file is checked, and ends at once when interrupted', async function () {
    if (availableParallelism() < 2) this.skip();
    const run = spawn(process.execPath, [CLI, 'lint', '--no-config', folder()], {
      env: environment(),
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await once(run.stdout, 'data');
    run.kill('SIGINT');
    const [code, signal] = (await once(run, 'exit')) as [number | null, string | null];
    assert.deepEqual([code, signal], [null, 'SIGINT']);
  });
});
