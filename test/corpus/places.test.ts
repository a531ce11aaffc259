import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { consumers } from '../../server/src/consumers/index';
import { CLI, environment } from '../support/commandLine';
import { CORPUS, needCorpus } from '../support/corpus';

const HOMEBREW = 'field/nixpkgs-200104-homebrew';

function run(...args: readonly string[]): string {
  const { stdout } = spawnSync(process.execPath, [CLI, ...args], {
    cwd: CORPUS,
    env: environment(),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}

/** Returns the files of a report that are where no program searches. */
function listUnsearched(json: string): readonly string[] {
  const { files } = JSON.parse(json) as {
    readonly files: readonly {
      readonly path: string;
      readonly diagnostics: readonly { readonly code: string }[];
    }[];
  };
  assert.ok(files.length > 0);
  return files
    .filter(({ diagnostics }) => diagnostics.some(({ code }) => code === 'file-unsearched'))
    .map((file) => file.path);
}

describe('places of descriptors', function () {
  // The program reads several hundred files.
  this.timeout(120_000);

  it('are reported if no program searches them, until they are named', function () {
    const root = path.join(needCorpus(this, HOMEBREW), 'root');
    const folders = ['/opt/homebrew/share/qemu/firmware', '/var/lib/qemu/firmware'];
    const lint = ['lint', '--root', root, '--format', 'json', '--consumer', 'libvirt@11.3'];
    const found = listUnsearched(run(...lint, root));
    assert.deepEqual(
      found,
      folders.map((folder) => path.join(root, folder, '60-edk2-aarch64.json')),
    );
    const search = folders.flatMap((folder) => ['--search', folder]);
    assert.deepEqual(listUnsearched(run(...lint, ...search, root)), []);
    const listed = run('list', '--root', root, '--consumer', 'libvirt@11.3', ...search);
    assert.match(listed, /^read +\/opt\/homebrew\/share\/qemu\/firmware\/60-edk2-aarch64\.json/);
  });

  it('are accepted everywhere else, for every consumer', function () {
    const parts = ['descriptors', 'field', 'hostile', 'selection-roots'];
    for (const part of parts) needCorpus(this, part);
    const all = consumers.flatMap(({ id }) => ['--consumer', id]);
    const found = listUnsearched(run('lint', '--no-config', '--format', 'json', ...all, ...parts));
    assert.deepEqual(
      found.filter((file) => !file.startsWith(HOMEBREW)),
      [],
    );
  });
});
