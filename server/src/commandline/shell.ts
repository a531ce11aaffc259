/**
 * The only place where words become text for a shell. Only text from here is typed, pasted or run, which its type ensures: the words of a
 * command, and no notes about it.
 */
import { hasControls } from '../text/visible';
import type { Step } from './qemu';

declare const quoted: unique symbol;

/** Commands of quoted words, for a POSIX shell. */
export type ShellText = string & { readonly [quoted]: true };

/**
 * In UTF-16 units. A terminal without line editing drops everything after 4,095 bytes of a line, including the quote that ends a word. Two
 * words of this length fit into a line, even with the longest quoting.
 */
export const MAX_WORD_LENGTH = 400;

/** Returns why no command may contain a word: it has characters that affect a terminal despite quotes, or is too long for a line. */
export function findWordProblem(word: string): 'controls' | 'length' | undefined {
  if (hasControls(word)) return 'controls';
  return word.length > MAX_WORD_LENGTH ? 'length' : undefined;
}

/** Formats the steps, one command after the other, ready to be pasted. */
export function formatShellScript(steps: readonly Step[]): ShellText {
  return steps.map((step) => `${formatShellCommand(step)}\n`).join('') as ShellText;
}

/** Formats one step, with each option on its own line. Copies only if the file does not exist: a guest may have written to it. */
export function formatShellCommand(step: Step): ShellText {
  if (step.action === 'copy') {
    const [from, to] = [quote(step.from), quote(step.to)];
    // Packages may install a template read-only; the guest's copy must be writable.
    return `test -e ${to} || install -m 600 ${from} ${to}` as ShellText;
  }
  const [program = '', ...rest] = step.argv;
  return rest.reduce(
    (text, word) => text + (word.startsWith('-') ? ' \\\n  ' : ' ') + quote(word),
    quote(program),
  ) as ShellText;
}

/** Formats a command as one line. */
export function formatShellWords(argv: readonly string[]): ShellText {
  return argv.map(quote).join(' ') as ShellText;
}

/** Formats a remark as a line that does nothing, even if it is pasted into a shell without comments, as zsh is by default. */
export function formatShellComment(remark: string): string {
  checkWord(remark);
  return `# ${/[^\p{L}\p{N} .,:“”„’/%+@_*?-]/u.test(remark) ? quoteAlways(remark) : remark}\n`;
}

/** Quotes a word for the shell unless that is unnecessary. */
function quote(word: string): string {
  checkWord(word);
  return /^[\w@%+:,./-][\w@%+=:,./-]*$/.test(word) ? word : quoteAlways(word);
}

/**
 * Uses single quotes, except for characters that end them or have a meaning in them in other shells: the backslash in fish, typographic
 * quotes in PowerShell. Splits `${`, because VS Code replaces variables in the commands of tasks, some by running a command.
 */
function quoteAlways(word: string): string {
  const inside = word
    .replace(/['\\\u2018-\u201b]+/g, (run) => `'"${run.replaceAll('\\', '\\\\')}"'`)
    .split('${')
    .join("$''{");
  return `'${inside}'`;
}

/** The callers have already rejected such words by `findWordProblem`, with a message for the user. */
function checkWord(word: string): void {
  if (hasControls(word)) throw new Error('control characters in a command');
}
