/** The exit codes of commands, which callers rely on. */
export const EXIT = {
  /** Nothing at or above the threshold. */
  clean: 0,
  findings: 1,
  /** A usage error, a file that cannot be read, or a bug. */
  failure: 2,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A mistake in the command line; its message is a line for the user. */
export class UsageError extends Error {}

/** Configuration files that are wrong; each problem is a line for the user. */
export class ConfigurationError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

/** How a part of a line looks on a terminal. */
export type TerminalStyle = 'blue' | 'bold' | 'cyan' | 'dim' | 'red' | 'yellow';

/** A part of a line: a text, or one with styles, which show if colors are used. */
export type Part = string | { readonly text: string; readonly styles: readonly TerminalStyle[] };

/** A line without its line feed. Any content of a part stays on this line and cannot control a terminal. */
export type Line = readonly Part[];

/** One of the two streams that a command writes to. Each call ends when the stream has accepted the text. */
export interface Printer {
  /** The width of the terminal that people read this on, in characters; undefined if it is something else, such as a file. */
  readonly width: number | undefined;
  /** Lines that people read. No line is a command to the service that runs the program. */
  lines(lines: Iterable<Line>): Promise<void>;
  /** Commands to the service that runs the program, each a line; their texts are escaped already. */
  commands(lines: Iterable<string>): Promise<void>;
  /** A text of several lines, in parts of whole lines: help, JSON, commands for a shell. Only one part is in memory at a time. */
  document(parts: Iterable<string>): Promise<void>;
  /** A unified diff, as a document whose lines keep their tabs, and the carriage returns at their ends. */
  diff(text: string): Promise<void>;
  /** Standard input unchanged, or its fixed text: a program reads this. */
  copy(text: string | Uint8Array): Promise<void>;
}

/** Where a command writes. */
export interface Output {
  readonly out: Printer;
  readonly err: Printer;
  /** Prints one line on standard error: an error, or a note for the user. */
  note(line: string): Promise<void>;
  /** Shows the progress of the work on a terminal, where the line is made; undefined when the work is done. */
  progress(makeLine: (() => string) | undefined): Promise<void>;
}
