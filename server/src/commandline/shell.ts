/**
 * The one place where words become text for a shell. Only text that comes from here is typed, pasted or run, which its type tells: the
 * words of a command, and nothing that is said about it.
 */
import { hasControls } from '../text/visible';
import type { Step } from './qemu';

declare const quoted: unique symbol;

/** Commands of quoted words, for a POSIX shell. */
export type ShellText = string & { readonly [quoted]: true };

/**
 * In UTF-16 units. A terminal that edits no lines drops what exceeds 4,095 bytes of a line, and with it the quote that ends a word. Two
 * words of this length, quoted at the worst, fit into a line.
 */
export const MAX_WORD_LENGTH = 400;

/** Why no command may contain a word: it has characters that act on a terminal whatever the quotes, or is too long for a line. */
export function findWordProblem(word: string): 'controls' | 'length' | undefined {
  if (hasControls(word)) return 'controls';
  return word.length > MAX_WORD_LENGTH ? 'length' : undefined;
}

/** The steps, one command after the other, ready to be pasted. */
export function formatShellScript(steps: readonly Step[]): ShellText {
  return steps.map((step) => `${formatShellCommand(step)}\n`).join('') as ShellText;
}

/** One step; each option on a line of its own. Copies only what is not there: it may have been written to. */
export function formatShellCommand(step: Step): ShellText {
  if (step.action === 'copy') {
    const [from, to] = [quote(step.from), quote(step.to)];
    // A template may be read-only, as packages install it; the guest's copy must not be.
    return `test -e ${to} || install -m 600 ${from} ${to}` as ShellText;
  }
  const [program = '', ...rest] = step.argv;
  return rest.reduce(
    (text, word) => text + (word.startsWith('-') ? ' \\\n  ' : ' ') + quote(word),
    quote(program),
  ) as ShellText;
}

/** One command in one line. */
export function formatShellWords(argv: readonly string[]): ShellText {
  return argv.map(quote).join(' ') as ShellText;
}

/** A remark as a line that does nothing, even where it is pasted into a shell that knows no comments, as zsh by default. */
export function formatShellComment(remark: string): string {
  checkWord(remark);
  return `# ${/[^\p{L}\p{N} .,:“”„’/%+@_*?-]/u.test(remark) ? quoteAlways(remark) : remark}\n`;
}

/** A word that the shell hands on as it is. */
function quote(word: string): string {
  checkWord(word);
  return /^[\w@%+:,./-][\w@%+=:,./-]*$/.test(word) ? word : quoteAlways(word);
}

/**
 * In single quotes, but for what ends them or has a meaning in them elsewhere: the backslash in fish, typographic quotes in PowerShell.
 * `${` is taken apart: VS Code replaces variables in the commands of tasks, some by running a command.
 */
function quoteAlways(word: string): string {
  const inside = word
    .replace(/['\\\u2018-\u201b]+/g, (run) => `'"${run.replaceAll('\\', '\\\\')}"'`)
    .split('${')
    .join("$''{");
  return `'${inside}'`;
}

/** Whoever makes a command has refused such words with a message for the user, by `findWordProblem`. */
function checkWord(word: string): void {
  if (hasControls(word)) throw new Error('control characters in a command');
}
