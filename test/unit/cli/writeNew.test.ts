import assert from 'node:assert/strict';
import * as nodeFiles from 'node:fs';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FileError } from '../../../server/src/cli/files';
import { writeNew, type MakingCalls } from '../../../server/src/cli/writeNew';

function fail(code: string): never {
  throw Object.assign(new Error(code), { code });
}

describe('writing a new file without hard links', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'qemu-firmware-'));
    file = path.join(folder, 'new.json');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const withoutLinks = (code: string): MakingCalls => ({ ...nodeFiles, linkSync: () => fail(code) });

  for (const code of ['EPERM', 'EOPNOTSUPP', 'ENOSYS'])
    it(`creates the file directly: ${code}`, async () => {
      await writeNew(file, 'text', false, withoutLinks(code));
      assert.deepEqual([readdirSync(folder), readFileSync(file, 'utf8')], [['new.json'], 'text']);
    });

  it('replaces no other file and follows no link', async () => {
    symlinkSync('elsewhere', file);
    await assert.rejects(writeNew(file, 'text', false, withoutLinks('EPERM')), /already exists/);
    rmSync(file);
    writeFileSync(file, 'old');
    await assert.rejects(writeNew(file, 'text', false, withoutLinks('EPERM')), /already exists/);
    assert.deepEqual([readdirSync(folder), readFileSync(file, 'utf8')], [['new.json'], 'old']);
  });

  it('leaves no file if the disk becomes full', async () => {
    const writeFileSync: typeof nodeFiles.writeFileSync = (target, ...rest) => {
      nodeFiles.writeFileSync(target, ...rest);
      if (typeof target === 'number') fail('ENOSPC');
    };
    await assert.rejects(
      writeNew(file, 'text', false, { ...withoutLinks('EPERM'), writeFileSync }),
      (error) => error instanceof FileError && error.message === 'the disk is full',
    );
    assert.deepEqual(readdirSync(folder), []);
  });

  it('fails with the reason of the system if writing is not permitted', async () => {
    const writeFileSync = (): never => fail('EPERM');
    await assert.rejects(
      writeNew(path.join(folder, 'missing/new.json'), 'text', false, { ...nodeFiles, writeFileSync }),
      (error) => error instanceof FileError && error.message === 'no such file or folder',
    );
  });
});
