import assert from 'node:assert/strict';
import * as nodeFiles from 'node:fs';
import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FileError } from '../../../server/src/cli/files';
import { replaceFile, type WritingCalls } from '../../../server/src/cli/replaceFile';

const NAMES = [
  'closeSync',
  'fsyncSync',
  'ftruncateSync',
  'openSync',
  'readFileSync',
  'rmSync',
  'writeSync',
] as const;

/** The calls of the system, each of them after `before`, which is given its name. */
function watchCalls(before: (name: (typeof NAMES)[number]) => void): WritingCalls {
  const watched = NAMES.map((name) => {
    const call = nodeFiles[name] as (...args: unknown[]) => unknown;
    return [
      name,
      (...args: unknown[]) => {
        before(name);
        return call(...args);
      },
    ];
  });
  return Object.fromEntries(watched) as WritingCalls;
}

describe('replacing the text of a file', () => {
  const OLD = Buffer.from('the old text');
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'qemu-firmware-')));
    file = path.join(folder, 'x.json');
    writeFileSync(file, OLD);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const readAll = (): string[] =>
    readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8'));

  it('keeps its mode, owner and hard links, and leaves no other files', () => {
    chmodSync(file, 0o640);
    linkSync(file, path.join(folder, 'y.json'));
    const before = statSync(file);
    replaceFile(file, OLD, 'new é');
    const { dev, ino, mode, uid, gid, nlink } = statSync(file);
    assert.deepEqual(
      [dev, ino, mode, uid, gid, nlink],
      [before.dev, before.ino, before.mode, before.uid, before.gid, 2],
    );
    assert.deepEqual(readdirSync(folder), ['x.json', 'y.json']);
    assert.deepEqual(readAll(), ['new é', 'new é']);
  });

  for (const [what, text] of [
    ['shorter', 'new'],
    ['longer', 'a text that is longer than the old one'],
    ['empty', ''],
  ] as const) {
    it(`has the old or the new text on the disk at any moment: ${what}`, () => {
      const moments: string[][] = [];
      const calls = watchCalls(() => moments.push(readAll()));
      replaceFile(file, OLD, text, calls);
      assert.ok(moments.length > 8);
      for (const texts of moments) assert.ok(texts.includes('the old text') || texts.includes(text));
      assert.deepEqual(readAll(), [text]);
    });

    it(`keeps the old text if the system fails, and leaves no other files: ${what}`, () => {
      const refused = new Set<string>();
      for (let refusal = 1; ; refusal++) {
        writeFileSync(file, OLD);
        let count = 0;
        let asked = '';
        const calls = watchCalls((name) => {
          if (++count !== refusal) return;
          asked = name;
          throw Object.assign(new Error('no'), { code: 'ENOSPC' });
        });
        try {
          replaceFile(file, OLD, text, calls);
          if (asked === '') break;
          // Only the folder's own entry need not be on the disk at once.
          assert.ok(['openSync', 'fsyncSync', 'closeSync'].includes(asked), asked);
        } catch (error) {
          assert.ok(error instanceof FileError);
          assert.equal(error.message, 'the disk is full');
          refused.add(asked);
          assert.ok(readAll().includes('the old text') || asked === 'closeSync' || asked === 'rmSync', asked);
          if (asked === 'writeSync') assert.deepEqual(readAll(), ['the old text']);
        }
        for (const name of readdirSync(folder)) rmSync(path.join(folder, name));
      }
      for (const name of ['openSync', 'readFileSync', 'writeSync', 'fsyncSync', 'rmSync'])
        assert.ok(refused.has(name), name);
    });
  }

  it('names the copy of the old text if it cannot be restored', () => {
    let written = 0;
    const calls = watchCalls((name) => {
      // The copy is written first, then what makes the file longer.
      if (name === 'writeSync' && ++written > 2) throw Object.assign(new Error('no'), { code: 'EIO' });
    });
    assert.throws(
      () => {
        replaceFile(file, OLD, 'a text that is longer than the old one', calls);
      },
      (error) => {
        assert.ok(error instanceof FileError);
        const copy = /the old text is in (.*)$/.exec(error.message)?.[1] ?? '';
        assert.equal(readFileSync(copy, 'utf8'), 'the old text');
        return true;
      },
    );
  });

  it('continues if the system accepts only a few bytes at a time', () => {
    const calls: WritingCalls = {
      ...nodeFiles,
      writeSync: ((handle: number, bytes: Uint8Array, offset: number, length: number, at: number) =>
        nodeFiles.writeSync(handle, bytes, offset, Math.min(length, 3), at)) as typeof nodeFiles.writeSync,
    };
    replaceFile(file, OLD, 'a text that is longer than the old one', calls);
    assert.deepEqual(readAll(), ['a text that is longer than the old one']);
  });

  it('does not write into a file that replaces it in the meantime', () => {
    const other = path.join(folder, 'other');
    mkdirSync(other);
    writeFileSync(path.join(other, 'x.json'), OLD);
    const swaps: readonly (() => void)[] = [
      () => {
        rmSync(file);
        symlinkSync(path.join(other, 'x.json'), file);
      },
      () => {
        renameSync(path.join(other, 'x.json'), file);
      },
    ];
    for (const swap of swaps) {
      writeFileSync(file, OLD);
      let isOpened = false;
      const calls = watchCalls((name) => {
        if (name === 'openSync' && !isOpened) swap();
        isOpened = true;
      });
      assert.throws(() => {
        replaceFile(file, OLD, 'new', calls);
      }, FileError);
      assert.equal(readFileSync(file, 'utf8'), 'the old text');
      rmSync(file);
    }
  });

  const refusals: readonly (readonly [string, RegExp, () => void])[] = [
    [
      'is read-only',
      /^not written: it is read-only/,
      () => {
        chmodSync(file, 0o444);
      },
    ],
    [
      'changed in the meantime',
      /^not written: another program changed it/,
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
    [
      'is a link now',
      /^is not a regular file/,
      () => {
        renameSync(file, path.join(folder, 'other'));
        symlinkSync('other', file);
      },
    ],
  ];
  for (const [what, reason, prepare] of refusals)
    it(`writes nothing if it ${what}`, () => {
      prepare();
      const before = readAll();
      assert.throws(
        () => {
          replaceFile(file, OLD, 'new');
        },
        (error) => error instanceof FileError && reason.test(error.message),
      );
      assert.deepEqual(readAll(), before);
    });
});
