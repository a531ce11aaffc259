import { styleText } from 'node:util';
import type { Output } from './outcome';

/** What a process prints to, as Node's `process` has it. */
export interface Streams {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: Terminal;
  readonly env: Readonly<Record<string, string | undefined>>;
}

interface Terminal {
  readonly isTTY?: boolean;
  /** The width of a terminal. */
  readonly columns?: number;
  write(text: string | Uint8Array): unknown;
}

/** Milliseconds between two looks at the progress; work that takes less shows none. */
const PROGRESS_INTERVAL = 100;
const CLEAR_LINE = '\r\u001b[K';

/**
 * The streams of a process: colours and progress for people only, that is on terminals. Node decides on colours, by the terminal
 * and by NO_COLOR and FORCE_COLOR.
 */
export function makeTerminalOutput({ stdout, stderr, env }: Streams, now: () => number = Date.now): Output {
  const watched = stderr.isTTY === true && env.TERM !== 'dumb';
  let lastProgress = now();
  let shown = false;

  const hideProgress = (): void => {
    if (shown) stderr.write(CLEAR_LINE);
    shown = false;
  };
  return {
    // Given several styles at once, Node 20 does not look at the stream.
    paint: (text, ...styles) =>
      styles.reduce((painted, style) => styleText(style, painted, { stream: stdout }), text),
    out(text) {
      hideProgress();
      stdout.write(text);
    },
    err(text) {
      hideProgress();
      stderr.write(text);
    },
    note(line) {
      hideProgress();
      stderr.write(`qemu-firmware: ${toPrintable(line)}\n`);
    },
    progress(line) {
      if (line === undefined) {
        hideProgress();
      } else if (watched && now() - lastProgress >= PROGRESS_INTERVAL) {
        lastProgress = now();
        stderr.write(CLEAR_LINE + toPrintable(line).slice(0, (stderr.columns ?? 80) - 1));
        shown = true;
      }
    },
  };
}

/** A line that cannot do anything to a terminal: names and texts come from files that anyone may have written. */
export function toPrintable(line: string): string {
  return line.replace(
    /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
