import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { formatShellCommand } from '../../../server/src/commandline/shell';

/** A program that prints its arguments, each with a NUL behind it. */
const PRINT = ['printf', '%s\\0'];

describe('a command for a shell', () => {
  it('means the same words to a shell, whatever is in them', () => {
    const word = fc.oneof(
      fc.constantFrom(
        '',
        ' ',
        "'",
        "it's",
        '$HOME',
        '`id`',
        '~',
        '=ls',
        'a=~',
        '*',
        '!x',
        '#',
        ';',
        '&&',
        '\\',
        '-x y',
      ),
      fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\p{Cc}\p{Cs}]/gu, '')),
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), (words) => {
        const { stdout } = spawnSync('/bin/sh', [
          '-c',
          formatShellCommand({ action: 'run', argv: [...PRINT, ...words] }),
        ]);
        assert.deepEqual(stdout.toString().split('\0').slice(0, -1), words);
      }),
      { numRuns: 60 },
    );
  });

  it('copies quoted names', () => {
    assert.equal(
      formatShellCommand({ action: 'copy', from: "/a b/it's.fd", to: 'guest-it_s.fd' }),
      "test -e guest-it_s.fd || install -m 600 '/a b/it'\\''s.fd' guest-it_s.fd",
    );
  });

  it('copies once, so that what a guest has written stays, and makes the copy writable', () => {
    const cwd = mkdtempSync(path.join(tmpdir(), 'qemu-firmware-'));
    const [from, copy] = [path.join(cwd, "it's a template"), path.join(cwd, 'guest')];
    const run = (): number | null =>
      spawnSync('/bin/sh', ['-c', formatShellCommand({ action: 'copy', from, to: 'guest' })], { cwd }).status;
    writeFileSync(from, 'fresh');
    chmodSync(from, 0o444);
    assert.equal(run(), 0);
    assert.deepEqual([readFileSync(copy, 'utf8'), statSync(copy).mode & 0o777], ['fresh', 0o600]);
    writeFileSync(copy, 'written');
    assert.equal(run(), 0);
    assert.equal(readFileSync(copy, 'utf8'), 'written');
    rmSync(cwd, { recursive: true });
  });
});
