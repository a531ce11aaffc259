import type { Step } from './qemu';

/** The steps for a POSIX shell, one command after the other, ready to be pasted: with nothing but commands in it. */
export function formatShellScript(steps: readonly Step[]): string {
  return steps.map((step) => `${formatShellCommand(step)}\n`).join('');
}

/** One step for a POSIX shell; each option on a line of its own. Copies only what is not there: it may have been written to. */
export function formatShellCommand(step: Step): string {
  if (step.action === 'copy') {
    const [from, to] = [quote(step.from), quote(step.to)];
    // A template may be read-only, as packages install it; the guest's copy must not be.
    return `test -e ${to} || install -m 600 ${from} ${to}`;
  }
  const [program = '', ...rest] = step.argv;
  return rest.reduce(
    (text, word) => text + (word.startsWith('-') ? ' \\\n  ' : ' ') + quote(word),
    quote(program),
  );
}

/** A word that the shell hands on as it is. */
function quote(word: string): string {
  return /^[\w@%+:,./-][\w@%+=:,./-]*$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
