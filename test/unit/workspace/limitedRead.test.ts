import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describeFileProblem, toFileProblem } from '../../../server/src/workspace/fileProblem';
import { LimitedBytes } from '../../../server/src/workspace/limitedBytes';
import { makeMemoryWorkspace } from '../../../server/src/workspace/memoryWorkspace';
import { blockingFiles } from '../../../server/src/workspace/nodeBlockingFiles';
import { nodeWorkspace } from '../../../server/src/workspace/nodeWorkspace';

const isPosix = process.platform !== 'win32';

for (const [name, files] of [
  ['one after the other', blockingFiles],
  ['at the same time', nodeWorkspace],
] as const)
  describe(`Files that are read ${name}`, () => {
    let folder: string;
    const at = (file: string): string => path.join(folder, file);
    before(() => {
      folder = mkdtempSync(path.join(tmpdir(), 'qemu-firmware-'));
    });
    after(() => {
      rmSync(folder, { recursive: true });
    });

    async function kind(file: string, limit = 100): Promise<string> {
      const content = await files.read(file, limit);
      return 'problem' in content ? content.problem.kind : `${content.bytes.length} bytes`;
    }

    it('are given whole up to the limit', async () => {
      for (const [size, expected] of [
        [0, '0 bytes'],
        [99, '99 bytes'],
        [100, '100 bytes'],
        [101, 'too-large'],
        [100_000, 'too-large'],
      ] as const) {
        writeFileSync(at('file'), 'x'.repeat(size));
        assert.equal(await kind(at('file')), expected);
      }
      writeFileSync(at('large'), Buffer.alloc(1_000_000, 'y'));
      const content = await files.read(at('large'), 1_000_000);
      assert.ok('bytes' in content && Buffer.from(content.bytes).equals(Buffer.alloc(1_000_000, 'y')));
    });

    it('say why they have no content', async () => {
      mkdirSync(at('folder'));
      symlinkSync('loop', at('loop'));
      symlinkSync('nowhere', at('dangling'));
      assert.equal(await kind(at('missing')), 'missing');
      assert.equal(await kind(at('file/below')), 'missing');
      assert.equal(await kind(at('dangling')), 'missing');
      assert.equal(await kind(at('folder')), 'folder');
      assert.equal(await kind(at('loop')), 'link-loop');
      assert.equal(await kind(at('nul\0')), 'missing');
      assert.equal(await kind(at('no \ufffd')), 'name-not-utf8');
      assert.equal(await kind(at('x'.repeat(5000))), 'name-too-long');
    });

    it('may be unreadable', async function () {
      if (!isPosix || process.getuid?.() === 0) this.skip();
      writeFileSync(at('closed'), 'x');
      chmodSync(at('closed'), 0);
      assert.equal(await kind(at('closed')), 'denied');
    });

    it('are not waited for and not read without end', async function () {
      if (!isPosix) this.skip();
      execFileSync('mkfifo', [at('fifo')]);
      assert.equal(await kind(at('fifo')), 'not-regular');
      assert.equal(await kind('/dev/zero'), 'not-regular');
      assert.equal(await kind('/dev/null'), '0 bytes');
      symlinkSync('/dev/null', at('null'));
      assert.equal(await kind(at('null')), '0 bytes');
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(at('socket'), resolve));
      assert.equal(await kind(at('socket')), 'not-regular');
      server.close();
    });

    it('are not believed to have the size that they say', async function () {
      if (process.platform !== 'linux') this.skip();
      assert.equal((await files.stat('/proc/self/status'))?.size, 0);
      assert.equal(await kind('/proc/self/status', 10), 'too-large');
      const content = await files.read('/proc/self/status', 100_000);
      assert.ok('bytes' in content && content.bytes.length > 100);
    });

    it('give links as they are', async () => {
      assert.equal(await files.linkTarget(at('dangling')), 'nowhere');
      assert.equal(await files.linkTarget(at('file')), undefined);
      assert.equal(await files.linkTarget(at('missing')), undefined);
    });
  });

describe('Files in memory', () => {
  const files = makeMemoryWorkspace({ '/a/b': 'four' });
  it('have the same limits', async () => {
    assert.deepEqual(await files.read('/a/b', 3), { problem: { kind: 'too-large', limit: 3 } });
    assert.ok('bytes' in (await files.read('/a/b', 4)));
    assert.deepEqual(await files.read('/a', 4), { problem: { kind: 'folder' } });
    assert.deepEqual(await files.entries('/b'), { problem: { kind: 'missing' } });
  });
});

describe('Bytes that are taken up', () => {
  it('are never more than one beyond the limit', () => {
    for (const expected of [0, 5, 10_000_000]) {
      const content = new LimitedBytes(10_000, expected);
      let taken = 0;
      while (!content.isOver) {
        const { room } = content;
        assert.ok(room.length > 0 && taken + room.length <= 10_001, `${taken} + ${room.length}`);
        content.advance(room.length);
        taken += room.length;
      }
      assert.equal(taken, 10_001);
      assert.equal(content.room.length, 0);
      content.add(new Uint8Array(1_000_000));
      assert.equal(content.bytes.length, 10_001);
    }
  });

  it('are kept in their order', () => {
    const content = new LimitedBytes(20_000);
    const parts = Array.from({ length: 18 }, (_, index) => new Uint8Array(1000).fill(index));
    for (const part of parts) content.add(part);
    assert.ok(!content.isOver && Buffer.concat(parts).equals(content.bytes));
  });
});

describe('What keeps a file from being read', () => {
  it('is said in a few words, without an error code where there are words', () => {
    for (const code of ['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP', 'EISDIR', 'ENXIO', 'ENAMETOOLONG'])
      assert.doesNotMatch(describeFileProblem(toFileProblem(code)), /E[A-Z]{3}|cannot be read/);
    assert.equal(describeFileProblem(toFileProblem('EIO')), 'cannot be read (EIO)');
    assert.equal(describeFileProblem({ kind: 'too-large', limit: 65536 }), 'is too large (over 64 KiB)');
    assert.equal(describeFileProblem({ kind: 'too-large', limit: 2 ** 20 }), 'is too large (over 1 MiB)');
  });
});
