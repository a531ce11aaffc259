import { makeLinesVisible, makeVisible } from '../text/visible';
import type { Line, Printer, TerminalStyle } from './outcome';
import { write, type Sink } from './output';

export type Paint = (text: string, styles: readonly TerminalStyle[]) => string;

/** About how much is written at once, in UTF-16 units. */
const CHUNK = 64 * 1024;

/**
 * Prints to a stream. All output of the program goes through it: regardless of the content of files, file names and the command line, it
 * writes no control characters except line feeds and the styles of parts.
 *
 * @param paint adds styles to a text if they are used
 * @param before runs ahead of each text
 * @param width that of the terminal; undefined if it is not a terminal
 */
export function makePrinter(
  sink: Sink,
  paint: Paint = (text) => text,
  before: () => Promise<void> = () => Promise.resolve(),
  width?: number,
): Printer {
  const print = async (text: string | Uint8Array): Promise<void> => {
    await before();
    await write(sink, text);
  };
  const printAll = async (texts: Iterable<string>): Promise<void> => {
    let waiting = '';
    for (const text of texts) {
      waiting += text;
      if (waiting.length < CHUNK) continue;
      await print(waiting);
      waiting = '';
    }
    if (waiting !== '') await print(waiting);
  };
  return {
    width,
    lines: (lines) => printAll(map(lines, (line) => `${formatLine(line, paint)}\n`)),
    commands: (lines) => printAll(map(lines, (line) => `${disarm(makeVisible(line), [HASHES])}\n`)),
    document: (parts) => printAll(map(parts, (part) => disarm(makeLinesVisible(part)))),
    diff: (text) => printAll([disarm(makeDiffVisible(text))]),
    copy: print,
  };
}

/** Shows control characters as codes; in a diff, tabs and line ends are part of the change. */
export function makeDiffVisible(text: string): string {
  return text.replace(/[^\t\r\n]+|\r(?!\n)/g, makeVisible);
}

function formatLine(line: Line, paint: Paint): string {
  const texts = line.map((part) => makeVisible(typeof part === 'string' ? part : part.text));
  // Commands are detected in the whole line.
  const plain = texts.join('');
  if (disarm(plain) !== plain) return disarm(plain);
  return line
    .map((part, at) => (typeof part === 'string' ? texts[at] : paint(texts[at] ?? '', part.styles)))
    .join('');
}

/** How CI services recognise a command in the output: `::` at the start of a line. [actions/runner, ActionCommand] */
const COLONS = /^(\s*):(?=:)/gm;
/** And `##[` or `##vso[` anywhere in it. [actions/runner, ActionCommand; azure-pipelines-agent, Command; TeamCity, service messages] */
const HASHES = /#(?=#(?:\[|vso\[|teamcity\[))/gi;

/** Replaces the first character of each such command with its code, which JSON reads as the same character. */
function disarm(text: string, marks: readonly RegExp[] = [COLONS, HASHES]): string {
  const disarmMark = (mark: string): string =>
    mark.slice(0, -1) + (mark.endsWith(':') ? '\\u003a' : '\\u0023');
  return marks.reduce((left, mark) => left.replace(mark, disarmMark), text);
}

function* map<T>(items: Iterable<T>, change: (item: T) => string): Iterable<string> {
  for (const item of items) yield change(item);
}
