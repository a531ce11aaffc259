import { styleText } from 'node:util';
import { makeVisible } from '../text/visible';
import type { Output } from './outcome';
import { write, type Sink } from './output';
import { makePrinter, type Paint } from './printer';

/** What a process prints to, as Node's `process` has it. */
export interface Streams {
  readonly stdout: Sink & NodeJS.WritableStream;
  readonly stderr: Terminal;
  readonly env: Readonly<Record<string, string | undefined>>;
}

interface Terminal extends Sink, NodeJS.WritableStream {
  readonly write: Sink['write'] & NodeJS.WritableStream['write'];
  readonly isTTY?: boolean;
  /** The width of a terminal. */
  readonly columns?: number;
}

/** Milliseconds between two looks at the progress; work that takes less shows none. */
const PROGRESS_INTERVAL = 100;
const CLEAR_LINE = '\r\u001b[K';

/** The streams of a process: progress for people only, that is on terminals. */
export function makeTerminalOutput({ stdout, stderr, env }: Streams, now: () => number = Date.now): Output {
  const watched = stderr.isTTY === true && env.TERM !== 'dumb';
  let lastProgress = now();
  let shown = false;

  const hideProgress = async (): Promise<void> => {
    if (!shown) return;
    shown = false;
    await write(stderr, CLEAR_LINE);
  };
  const err = makePrinter(stderr, paintFor(stderr), hideProgress);
  return {
    out: makePrinter(stdout, paintFor(stdout), hideProgress),
    err,
    note: (line) => err.lines([['qemu-firmware: ', line]]),
    async progress(line) {
      if (line === undefined) {
        await hideProgress();
      } else if (watched && now() - lastProgress >= PROGRESS_INTERVAL) {
        lastProgress = now();
        shown = true;
        await write(stderr, CLEAR_LINE + makeVisible(line).slice(0, (stderr.columns ?? 80) - 1));
      }
    },
  };
}

/** Node decides on colours, by the terminal and by NO_COLOR and FORCE_COLOR. Given several styles at once, Node 20 does not look at the stream. */
function paintFor(stream: NodeJS.WritableStream): Paint {
  return (text, styles) =>
    styles.reduce<string>((painted, style) => styleText(style, painted, { stream }), text);
}
