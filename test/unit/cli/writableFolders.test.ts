import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FileError } from '../../../server/src/cli/files';
import { WritableFolders } from '../../../server/src/cli/writableFolders';

describe('the writable folders', () => {
  let folder: string;
  const at = (name: string): string => path.join(folder, name);
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'qemu-firmware-')));
    for (const name of ['root/etc/x.json', 'root/usr/x.json', 'etc/x.json', 'rooted/x.json']) {
      mkdirSync(path.dirname(at(name)), { recursive: true });
      writeFileSync(at(name), name);
    }
    for (const [name, target] of [
      ['root/etc/absolute.json', '/usr/x.json'],
      ['root/etc/up.json', '../../../../../../../usr/x.json'],
      ['root/etc/circle.json', 'circle.json'],
      ['root/etc/host.json', at('etc/x.json')],
      ['way', 'root'],
    ] as const)
      symlinkSync(target, at(name));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('are those below a root, with links followed there, by any path to the root', async () => {
    for (const root of ['root', 'way'].map(at))
      for (const named of ['root', 'way'].map(at)) {
        const folders = new WritableFolders([named], root);
        for (const name of ['absolute', 'up'])
          assert.equal(await folders.resolve(path.join(named, `etc/${name}.json`)), at('root/usr/x.json'));
        for (const name of ['circle', 'host', 'missing'])
          await assert.rejects(folders.resolve(path.join(named, `etc/${name}.json`)), FileError);
      }
  });

  it('do not include a sibling whose name starts with theirs', async () => {
    symlinkSync('../rooted/x.json', at('root/beside.json'));
    await assert.rejects(
      new WritableFolders([at('root')]).resolve(at('root/beside.json')),
      /links to .*rooted/,
    );
  });

  it('include the folder of a named file, and nothing for a missing file', async () => {
    symlinkSync('x.json', at('etc/link.json'));
    assert.equal(
      await new WritableFolders([at('etc/link.json')]).resolve(at('etc/link.json')),
      at('etc/x.json'),
    );
    await assert.rejects(new WritableFolders([at('no/x.json')]).resolve(at('etc/x.json')), FileError);
  });
});
