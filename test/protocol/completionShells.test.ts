import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { COMMANDS } from '../../server/src/cli/syntax/commands';
import { SHELLS } from '../../server/src/cli/syntax/other';
import { bench } from '../support/commandLine';

/** Runs a shell, which prints a word a line. */
function runShell(shell: string, args: readonly string[]): string[] {
  const { status, stdout, stderr } = spawnSync(shell, args, {
    encoding: 'utf8',
    // The line editor of zsh is off on a dumb terminal.
    env: { ...process.env, TERM: 'vt100' },
    timeout: 50_000,
  });
  assert.deepEqual([status, stderr], [0, '']);
  return stdout.split('\n').filter((word) => word !== '');
}

/** What bash completes a line with; bash's own splitting of the line into words does not matter here. */
const ASK_BASH = `
source "$1/script"
COMP_LINE=$2 COMP_POINT=\${#2} COMP_WORDS=($2) COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
[[ $2 == *' ' ]] && COMP_CWORD=$((COMP_CWORD + 1))
_qemu_firmware 2>/dev/null
printf '%s\\n' "\${COMPREPLY[@]}"
`;

/** Starts an interactive zsh, because only its line editor completes, and waits for its answer. */
const ASK_ZSH = `
zmodload zsh/zpty
export FOLDER=$1 LINE=$2 ZDOTDIR=$3 ANSWER=$3/words
zpty shell zsh -d -i
until [[ -e $ANSWER ]]; do sleep 0.05; done
cat $ANSWER
`;

/** How each shell is asked what it completes a line with, given the folder of the completion script. */
const ASK: Readonly<Record<(typeof SHELLS)[number], (folder: string, line: string) => string[]>> = {
  bash: (folder, line) => runShell('bash', ['-c', ASK_BASH, 'bash', folder, line]),
  zsh: (folder, line) => {
    const home = mkdtempSync(path.join(folder, 'home-'));
    copyFileSync('test/support/zshrc.zsh', path.join(home, '.zshrc'));
    return runShell('zsh', ['-f', '-c', ASK_ZSH, 'zsh', folder, line, home]);
  },
  fish: (folder, line) =>
    runShell('fish', ['--no-config', '-c', 'source $argv[1]/script; complete -C $argv[2]', folder, line]).map(
      // A tab precedes the description.
      (word) => word.replace(/\t.*/, ''),
    ),
};

/** Lines and what every shell completes them with, in some order. */
const names = COMMANDS.map(({ name }) => name);
const CASES: Readonly<Record<string, readonly string[]>> = {
  'qemu-firmware li': ['lint', 'list'],
  'qemu-firmware help ': names,
  'qemu-firmware completion ': SHELLS,
  'qemu-firmware qapi ': ['check', 'diff', 'dump', 'json-schema'],
  'qemu-firmware lint a.json --no': ['--no-config', '--no-images'],
  'qemu-firmware lint --format s': ['sarif'],
  'qemu-firmware lint --fail-on ': ['error', 'hint', 'information', 'warning'],
  'qemu-firmware explain --consumer vmsp': ['vmspawn@257', 'vmspawn@262'],
};

for (const shell of SHELLS)
  describe(`completion in ${shell}`, () => {
    const { run } = bench();
    let folder: string;

    before(function () {
      if (spawnSync(shell, ['--version']).error === undefined) return;
      assert.ok(!process.env.CI, `${shell} is not installed`);
      console.log(`      skipped: ${shell} is not installed`);
      this.skip();
    });
    beforeEach(() => {
      folder = mkdtempSync(path.join(tmpdir(), 'completion-'));
      const { out } = run(['completion', shell]);
      for (const name of ['script', '_qemu-firmware']) writeFileSync(path.join(folder, name), out);
    });
    afterEach(() => {
      rmSync(folder, { recursive: true });
    });

    for (const [line, expected] of Object.entries(CASES))
      it(`completes “${line}”`, () => {
        assert.deepEqual(ASK[shell](folder, line).sort(), [...expected].sort());
      });
  });
