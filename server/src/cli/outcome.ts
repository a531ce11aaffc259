/** What a command did: the exit codes that callers rely on. */
export const EXIT = {
  /** Nothing at or above the threshold. */
  clean: 0,
  findings: 1,
  /** A wrong command line, a file that cannot be read, or a bug. */
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

/** How a part of a text looks on a terminal. */
export type TerminalStyle = 'bold' | 'cyan' | 'dim' | 'red' | 'yellow';

/** Gives a text its styles where they show. */
export type Paint = (text: string, ...styles: readonly TerminalStyle[]) => string;

/** Where a command writes; texts are printed as they are. */
export interface Output {
  /** Styles a part of what `out` prints, if standard output is for a person who wants colours. */
  paint: Paint;
  /** To standard output. */
  out(text: string | Uint8Array): void;
  /** To standard error. */
  err(text: string): void;
  /** One line about what went wrong, or what the user may want to know. */
  note(line: string): void;
  /** How far the work is, for whoever watches; undefined when it is done. */
  progress(line: string | undefined): void;
}
