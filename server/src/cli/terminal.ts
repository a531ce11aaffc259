import { styleText } from 'node:util';
import { makeVisible } from '../text/visible';
import { usesColors } from './colors';
import type { Output, Printer } from './outcome';
import { write, type Sink } from './output';
import { makePrinter, type Paint } from './printer';
import type { ColorMode } from './syntax/command';

/** The outputs of a process, as in Node's `process`. */
export interface Streams {
  readonly stdout: Terminal;
  readonly stderr: Terminal;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The value of the option for colors. */
  readonly color?: ColorMode;
}

interface Terminal extends Sink, NodeJS.WritableStream {
  readonly write: Sink['write'] & NodeJS.WritableStream['write'];
  readonly isTTY?: boolean;
  /** The width of a terminal. */
  readonly columns?: number;
  readonly getColorDepth?: () => number;
}

/** The width of a terminal that does not report it. */
const DEFAULT_WIDTH = 80;
/** Milliseconds between updates of the progress; shorter work shows none. */
const PROGRESS_INTERVAL = 100;
const CLEAR_LINE = '\r\u001b[K';

/** Makes the outputs of a process: progress is shown only on terminals. */
export function makeTerminalOutput(
  { stdout, stderr, env, color = 'auto' }: Streams,
  now: () => number = Date.now,
): Output {
  const watched = stderr.isTTY === true && env.TERM !== 'dumb';
  let lastProgress = now();
  let shown = false;

  const hideProgress = async (): Promise<void> => {
    if (!shown) return;
    shown = false;
    await write(stderr, CLEAR_LINE);
  };
  const print = (stream: Terminal): Printer =>
    makePrinter(stream, makePaint(usesColors(color, env, stream)), hideProgress, findWidth(stream));
  const err = print(stderr);
  return {
    out: print(stdout),
    err,
    note: (line) => err.lines([['qemu-firmware: ', line]]),
    async progress(makeLine) {
      if (makeLine === undefined) {
        await hideProgress();
      } else if (watched && now() - lastProgress >= PROGRESS_INTERVAL) {
        lastProgress = now();
        shown = true;
        await write(stderr, CLEAR_LINE + makeVisible(makeLine()).slice(0, getColumns(stderr) - 1));
      }
    },
  };
}

/** Adds colors if they are used. If given several styles at once, styleText does not always end them in order. */
function makePaint(usesColors: boolean): Paint {
  if (!usesColors) return (text) => text;
  return (text, styles) =>
    styles.reduce<string>((painted, style) => styleText(style, painted, { validateStream: false }), text);
}

/** Returns the width of the terminal that a stream writes to, in characters; undefined if it is not a terminal. */
function findWidth(stream: Terminal): number | undefined {
  return stream.isTTY === true ? getColumns(stream) : undefined;
}

/** Returns the width that a terminal reports; some report 0. */
function getColumns({ columns = 0 }: Terminal): number {
  return columns > 0 ? columns : DEFAULT_WIDTH;
}
