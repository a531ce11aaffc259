import { t, translateWith } from '../text/translations';
import { readTranslations } from '../workspace/nodeTranslations';
import { attempt, FileError } from './files';
import { ConfigurationError, EXIT, UsageError, type ExitCode, type Output } from './outcome';
import { findOutputProblem, isSystemError, openStandardStream } from './standardStreams';
import { COLOR_MODES, type Command } from './syntax/command';
import { parse, requireOneOf } from './syntax/parse';
import { makeTerminalOutput } from './terminal';

/** A command of the table, with the function that runs it. */
interface Program {
  readonly command: Command;
  readonly run: (args: readonly string[], output: Output) => Promise<ExitCode>;
}

/** Loads the code of a command, and no other: reading all code takes longer than many commands. Throws UsageError. */
async function loadProgram(name: string): Promise<Program> {
  switch (name) {
    case 'lint':
      return { command: (await import('./syntax/lint')).LINT, run: (await import('./lint')).lint };
    case 'list':
      return { command: (await import('./syntax/search')).LIST, run: (await import('./list')).printList };
    case 'explain':
      return {
        command: (await import('./syntax/explain')).EXPLAIN,
        run: (await import('./explain')).printExplanation,
      };
    case 'inspect':
      return { command: (await import('./syntax/images')).INSPECT, run: (await import('./inspect')).inspect };
    case 'new':
      return { command: (await import('./syntax/images')).NEW, run: (await import('./new')).printNew };
    case 'command-line':
      return {
        command: (await import('./syntax/other')).COMMAND_LINE,
        run: (await import('./commandLine')).printCommandLine,
      };
    case 'qapi':
      return { command: (await import('./syntax/qapi')).QAPI, run: (await import('./qapi')).runQapi };
    case 'completion':
      return {
        command: (await import('./syntax/other')).COMPLETION,
        run: (await import('./program')).printCompletion,
      };
    case 'help':
      return { command: (await import('./syntax/other')).HELP, run: (await import('./program')).printHelp };
    case 'version':
      return {
        command: (await import('./syntax/other')).VERSION,
        run: (await import('./program')).printVersion,
      };
    default:
      return (await import('./syntax/commands')).refuseCommand(name);
  }
}

const stdout = openStandardStream(process.stdout);
const stderr = openStandardStream(process.stderr);
const streams = { stdout, stderr, env: process.env };
const terminal: Output = makeTerminalOutput(streams);

/** Finds the language for messages. [POSIX, 8.2] */
function getLocale({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): string {
  return [LC_ALL, LC_MESSAGES, LANG].find((value) => value !== undefined && value !== '') ?? '';
}

async function main(given: readonly string[]): Promise<ExitCode> {
  const [name, ...args] = replaceProgramOption(given);
  let command: Command | undefined;
  try {
    if (name === undefined) throw new UsageError(t('no command given'));
    const program = await loadProgram(name);
    command = program.command;
    const { help, color } = parse(command, args).values;
    if (help === true) return await (await import('./program')).printHelp([command.name], terminal);
    const mode = typeof color === 'string' ? requireOneOf('--color', color, COLOR_MODES) : 'auto';
    const output = makeTerminalOutput({ ...streams, color: mode });
    if (!hasCurrentFolder()) throw new FileError(t('the current folder does not exist'));
    return await program.run(args, output);
  } catch (error) {
    if (findOutputProblem(error)) {
      loseOutput(error);
      return EXIT.failure;
    }
    const lines =
      error instanceof ConfigurationError
        ? error.problems
        : [describeReason(error, command?.name === 'help' ? undefined : command?.name)];
    for (const line of lines) await terminal.note(line);
    return EXIT.failure;
  }
}

/** If the folder is removed, processes in it have no base for relative paths. */
function hasCurrentFolder(): boolean {
  try {
    process.cwd();
    return true;
  } catch {
    return false;
  }
}

/** Returns the command that an option in its place means. */
function replaceProgramOption(args: readonly string[]): readonly string[] {
  const [first = ''] = args;
  if (first === '-h' || first === '--help') return ['help'];
  return first === '-V' || first === '--version' ? ['version'] : args;
}

/** @param command the one whose help to name */
function describeReason(error: unknown, command?: string): string {
  if (error instanceof FileError) return error.message;
  if (error instanceof UsageError) return addHelpHint(error.message, command);
  if (isSystemError(error)) return describeSystemError(error);
  return t('internal error, please report it: {0}', String(error));
}

function describeSystemError(error: NodeJS.ErrnoException): string {
  const { path, syscall } = error;
  try {
    return attempt(
      (): never => {
        throw error;
      },
      path === undefined ? syscall : undefined,
    );
  } catch (described) {
    const reason = described instanceof Error ? described.message : String(described);
    return path === undefined ? reason : `${path}: ${reason}`;
  }
}

function addHelpHint(mistake: string, command?: string): string {
  const sentence = /[.?]$/.test(mistake) ? mistake : `${mistake}.`;
  const help = ['qemu-firmware', command, '--help'].filter(Boolean).join(' ');
  return t('{0} Try “{1}”.', sentence, help);
}

/** Returns whether an output could not be written; reports it once. */
let hasLostOutput = false;

function loseOutput(error: unknown): void {
  const problem = findOutputProblem(error);
  if (!problem || hasLostOutput) return;
  hasLostOutput = true;
  process.exitCode = EXIT.failure;
  void terminal.note(t('standard output: {0}', describeSystemError(problem))).catch(() => undefined);
}

// Not every write is awaited. If standard error fails, the exit status shows it.
for (const stream of [stdout, stderr]) stream.on('error', loseOutput);
process.on('uncaughtException', (error) => {
  const end = (): void => process.exit(EXIT.failure);
  void terminal.note(describeReason(error)).then(end, end);
});

translateWith(readTranslations(getLocale(process.env)));
void main(process.argv.slice(2)).then((code) => {
  process.exitCode = hasLostOutput ? EXIT.failure : code;
});
