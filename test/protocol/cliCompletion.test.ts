import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { COMMANDS } from '../../server/src/cli/syntax/commands';
import { PROGRAM_OPTIONS, SHELLS } from '../../server/src/cli/syntax/other';
import { bench as makeBench } from '../support/commandLine';

const has = (program: string): boolean => spawnSync(program, ['--version']).error === undefined;

/** Returns what bash offers to complete a line with. How bash splits the line into words does not matter. */
const ASK_BASH = `
eval "$1"
COMP_LINE=$2 COMP_POINT=\${#2} COMP_WORDS=($2) COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
_qemu_firmware 2>/dev/null
printf '%s\\n' "\${COMPREPLY[@]}"
`;

describe('completion', () => {
  const bench = makeBench();
  const { run, write } = bench;

  /** Skips the test with a message if the machine lacks a program. */
  function needs(test: Mocha.Context, program: string): void {
    if (has(program)) return;
    console.log(`      skipped: ${program} is not installed`);
    test.skip();
  }

  for (const shell of SHELLS)
    it(`is a script that ${shell} accepts`, function () {
      const { status, out, err } = run(['completion', shell]);
      assert.deepEqual([status, err], [0, '']);
      assert.ok(!out.includes('\\u00'), 'no character is shown as its code');
      needs(this, shell);
      const file = path.join(bench.folder, write('script', out));
      const checks = [shell === 'fish' ? '--no-execute' : '-n', file];
      const { status: read, stderr } = spawnSync(shell, checks, { encoding: 'utf8' });
      assert.deepEqual([read, stderr], [0, '']);
    });

  it('is in the user’s language', () => {
    const german = run(['completion', 'fish'], '', { LC_ALL: 'de' });
    assert.match(german.out, /-l version -d 'Die Version ausgeben'/);
  });

  describe('in bash', () => {
    let script = '';
    before(function () {
      needs(this, 'bash');
    });
    beforeEach(() => {
      script = run(['completion', 'bash']).out;
    });

    function complete(line: string): string[] {
      const { stdout, stderr, status } = spawnSync('bash', ['-c', ASK_BASH, 'bash', script, line], {
        encoding: 'utf8',
      });
      assert.deepEqual([status, stderr], [0, '']);
      return stdout.split('\n').filter((word) => word !== '');
    }

    const spell = (options: (typeof COMMANDS)[number]['options']): string[] =>
      Object.entries(options).flatMap(([name, { short }]) => [
        ...(short === undefined ? [] : [`-${short}`]),
        `--${name}`,
      ]);

    it('offers the commands, and the options of the program', () => {
      const names = COMMANDS.map(({ name }) => name);
      assert.deepEqual(complete('qemu-firmware '), [...names, ...spell(PROGRAM_OPTIONS)]);
      assert.deepEqual(complete('qemu-firmware li'), ['lint', 'list']);
      assert.deepEqual(complete('qemu-firmware help '), names);
    });

    it('offers the options of each command', () => {
      for (const { name, options } of COMMANDS)
        assert.deepEqual(complete(`qemu-firmware ${name} -`), spell(options), name);
      assert.deepEqual(complete('qemu-firmware lint a.json --no'), ['--no-config', '--no-images']);
    });

    it('offers the values of an option, as the next word or after "="', () => {
      assert.deepEqual(complete('qemu-firmware lint --format s'), ['sarif']);
      assert.deepEqual(complete('qemu-firmware lint --format=s'), ['sarif']);
      assert.deepEqual(complete('qemu-firmware lint --fail-on '), [
        'error',
        'warning',
        'information',
        'hint',
      ]);
      assert.deepEqual(complete('qemu-firmware qapi d'), ['diff', 'dump']);
      assert.deepEqual(complete('qemu-firmware completion '), [...SHELLS]);
    });

    it('completes the part of an id after "@", where bash starts a word', () => {
      assert.deepEqual(complete('qemu-firmware lint --consumer vmsp'), ['vmspawn@257', 'vmspawn@262']);
      assert.deepEqual(complete('qemu-firmware lint --consumer vmspawn@2'), ['257', '262']);
      assert.deepEqual(complete('qemu-firmware lint --consumer=vmspawn@26'), ['262']);
    });

    it('leaves files to bash, and offers nothing for free-form values', () => {
      for (const line of ['lint ', 'lint x --config ', 'lint --root ', 'new --description ', 'nothing '])
        assert.deepEqual(complete(`qemu-firmware ${line}`), [], line);
    });
  });
});

describe('the manual page', () => {
  const page = path.resolve('man/qemu-firmware.1');

  it('passes groff without a warning', function () {
    if (!has('groff')) {
      console.log('      skipped: groff is not installed');
      this.skip();
    }
    const { status, stdout, stderr } = spawnSync('groff', ['-man', '-ww', '-Tascii', page], {
      encoding: 'utf8',
    });
    assert.deepEqual([status, stderr], [0, '']);
    assert.ok(/Check\s+descriptors/.test(stdout));
  });

  it('passes man without a warning', function () {
    if (!has('man')) {
      console.log('      skipped: man is not installed');
      this.skip();
    }
    const { status, stderr } = spawnSync('man', ['--warnings', '-E', 'UTF-8', '-l', '-Tutf8', '-Z', page], {
      encoding: 'utf8',
      env: { ...process.env, MANROFFSEQ: '', MANWIDTH: '80' },
    });
    assert.deepEqual([status, stderr], [0, '']);
  });
});
