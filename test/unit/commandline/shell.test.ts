import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import {
  findWordProblem,
  formatShellCommand,
  formatShellComment,
  formatShellWords,
  MAX_WORD_LENGTH,
} from '../../../server/src/commandline/shell';
import { hasControls } from '../../../server/src/text/visible';

/** A program that prints its arguments, each followed by a NUL. */
const PRINT = ['printf', '%s\\0'];

/** What shells, and VS Code in the commands of tasks, take for more than themselves. */
const SPECIAL = [
  ...[
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
    '"',
    '%1',
  ],
  ...[
    '$(id)',
    '${HOME}',
    '${command:x}',
    '$',
    '{',
    "\\'",
    "'\\",
    '‘',
    '’; id; ‘',
    '“',
    '-',
    '--',
    '[a]',
    '{a,b}',
    '|',
    '<x',
  ],
];

const word = fc
  .array(fc.oneof(fc.constantFrom(...SPECIAL), fc.string({ unit: 'grapheme' })), { maxLength: 4 })
  .map((parts) => parts.join('').replace(/\p{Cs}/gu, ''))
  .filter((text) => !hasControls(text));

/** The words that a shell makes of a command that prints them. */
function wordsOf(command: string): readonly string[] {
  const { stdout } = spawnSync('/bin/sh', ['-c', command]);
  return stdout.toString().split('\0').slice(0, -1);
}

describe('a command for a shell', () => {
  it('means the same words to a shell, with any contents', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), (words) => {
        const argv = [...PRINT, ...words];
        const commands = [formatShellCommand({ action: 'run', argv }), formatShellWords(argv)];
        for (const command of commands) {
          assert.deepEqual(wordsOf(command), words);
          assert.ok(!command.includes('${'), command);
        }
        assert.equal(commands[1]?.includes('\n'), false);
      }),
      { numRuns: 60, examples: [[SPECIAL]] },
    );
  });

  it('copies from and to the very words', () => {
    fc.assert(
      fc.property(word, word, (from, to) => {
        const command = formatShellCommand({ action: 'copy', from, to });
        const [test = '', install = ''] = command.split(' || install -m 600 ');
        const printed = [test.replace(/^test -e /, ''), install].map((words) => `printf '%s\\0' ${words}`);
        assert.deepEqual(printed.flatMap(wordsOf), [to, from, to]);
      }),
      { numRuns: 30, examples: [['-x', "it's"]] },
    );
  });

  it('has no word with characters that act on a terminal, in any step', () => {
    for (const control of [
      '\n',
      '\r',
      '\0',
      '\b',
      '\t',
      '\u001b',
      '\u007f',
      '\u0085',
      '\u2028',
      '\u2029',
      '\u202e',
    ]) {
      const bad = `/a${control}b`;
      assert.equal(findWordProblem(bad), 'controls');
      for (const make of [
        () => formatShellCommand({ action: 'copy', from: bad, to: 'b' }),
        () => formatShellCommand({ action: 'copy', from: 'b', to: bad }),
        () => formatShellCommand({ action: 'run', argv: ['qemu', bad] }),
        () => formatShellWords([bad]),
        () => formatShellComment(bad),
      ])
        assert.throws(make, /control characters/);
    }
  });

  it('fits into the line of a terminal that cuts long ones', () => {
    assert.equal(findWordProblem('x'.repeat(MAX_WORD_LENGTH)), undefined);
    assert.equal(findWordProblem('x'.repeat(MAX_WORD_LENGTH + 1)), 'length');
    const fill = (unit: string): string => unit.repeat(MAX_WORD_LENGTH).slice(0, MAX_WORD_LENGTH);
    for (const unit of ["'", "a'", '一’', '一\\', '一', '${', ',']) {
      const argv = ['sudo', 'install', '-D', '-m', '644', fill(unit), fill(unit)];
      assert.ok(Buffer.byteLength(`${formatShellWords(argv)}\n`) < 4096, unit);
    }
  });

  it('copies quoted names', () => {
    assert.equal(
      formatShellCommand({ action: 'copy', from: "/a b/it's.fd", to: 'guest-it_s.fd' }),
      "test -e guest-it_s.fd || install -m 600 '/a b/it'\"'\"'s.fd' guest-it_s.fd",
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

describe('a remark beside commands', () => {
  it('reads as it is written', () => {
    assert.equal(
      formatShellComment('The guest’s “q35” is 3.1, so *.'),
      '# The guest’s “q35” is 3.1, so *.\n',
    );
  });

  it('is one line that does nothing, even where # is the name of a command', () => {
    const cwd = mkdtempSync(path.join(tmpdir(), 'qemu-firmware-'));
    const hostile = [
      '$(touch X)',
      '`touch X`',
      '; touch X',
      '&& touch X',
      '| touch X',
      '>X',
      '<X',
      "' ; touch X '",
      '${X:=>X}',
    ];
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...hostile), word), { maxLength: 4 }), (parts) => {
        const comment = formatShellComment(parts.join(' '));
        assert.match(comment, /^# [^\n]*\n$/);
        const { stdout, stderr } = spawnSync('/bin/sh', ['-c', `:${comment.slice(1)}echo after`], { cwd });
        assert.deepEqual([stdout.toString(), stderr.toString(), readdirSync(cwd)], ['after\n', '', []]);
      }),
      { numRuns: 40, examples: [[hostile], ...hostile.map((text): [string[]] => [[text]])] },
    );
    rmSync(cwd, { recursive: true });
  });
});
