import assert from 'node:assert/strict';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FileError } from '../../../server/src/cli/files';
import { replaceFile } from '../../../server/src/cli/replaceFile';

describe('giving a file another text', () => {
  const OLD = Buffer.from('old');
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'qemu-firmware-'));
    file = path.join(folder, 'x.json');
    writeFileSync(file, OLD);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('keeps its mode, and leaves nothing else behind', () => {
    chmodSync(file, 0o640);
    replaceFile(file, OLD, 'new é');
    assert.equal(readFileSync(file, 'utf8'), 'new é');
    assert.equal(statSync(file).mode & 0o7777, 0o640);
    assert.deepEqual(readdirSync(folder), ['x.json']);
  });

  it('puts another file in its place in one step, so that no reader sees half of it', () => {
    const before = statSync(file).ino;
    replaceFile(file, OLD, 'new');
    assert.notEqual(statSync(file).ino, before);
  });

  it('follows a link and keeps it', () => {
    mkdirSync(path.join(folder, 'links'));
    const link = path.join(folder, 'links', 'y.json');
    symlinkSync('../x.json', link);
    replaceFile(link, OLD, 'new');
    assert.ok(lstatSync(link).isSymbolicLink());
    assert.equal(readlinkSync(link), '../x.json');
    assert.equal(readFileSync(file, 'utf8'), 'new');
    assert.deepEqual(readdirSync(path.join(folder, 'links')), ['y.json']);
  });

  const refusals: readonly (readonly [string, RegExp, () => void])[] = [
    [
      'is read-only',
      /^is read-only/,
      () => {
        chmodSync(file, 0o444);
      },
    ],
    [
      'changed meanwhile',
      /^was changed by someone else/,
      () => {
        writeFileSync(file, 'other');
      },
    ],
    [
      'is gone',
      /^no such file/,
      () => {
        rmSync(file);
      },
    ],
  ];
  for (const [what, reason, prepare] of refusals)
    it(`writes nothing where it ${what}`, () => {
      prepare();
      const before = readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8'));
      assert.throws(
        () => {
          replaceFile(file, OLD, 'new');
        },
        (error) => error instanceof FileError && reason.test(error.message),
      );
      assert.deepEqual(
        readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8')),
        before,
      );
    });
});
