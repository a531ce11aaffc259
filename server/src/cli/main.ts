import { version } from '../../../package.json';
import { t, translateWith } from '../text/translations';
import { readTranslations } from '../workspace/nodeTranslations';
import { printCommandLine } from './commandLine';
import { printExplanation } from './explain';
import { attempt, FileError } from './files';
import { inspect } from './inspect';
import { lint } from './lint';
import { printList } from './list';
import { printNew } from './new';
import { ConfigurationError, EXIT, UsageError, type ExitCode, type Output } from './outcome';
import { printSchema } from './qapi';
import { findOutputProblem, isSystemError, openStandardStream } from './standardStreams';
import { makeTerminalOutput } from './terminal';

const HELP = `Usage: qemu-firmware COMMAND [OPTION]...

Checks QEMU firmware descriptors and the schema that defines them.

  lint PATH...       check descriptors
  list               list the descriptors that a consumer finds, in its order
  explain            say which descriptor a guest gets, and why not the others
  inspect IMAGE...   say what firmware images are, by their bytes
  new                print a descriptor that is made of firmware images
  command-line FILE  print how QEMU or libvirt loads the firmware of a descriptor
  qapi dump FILE     print what a QAPI schema defines, as JSON

  -h, --help         print this, or with a command what it takes
  --version          print the version
`;

type Command = (args: readonly string[], output: Output) => Promise<ExitCode>;

const COMMANDS = new Map<string, Command>([
  ['lint', lint],
  ['list', printList],
  ['explain', printExplanation],
  ['inspect', inspect],
  ['new', printNew],
  ['command-line', printCommandLine],
  ['qapi', printSchema],
  ['-h', printHelp],
  ['--help', printHelp],
  ['--version', printVersion],
]);

const stdout = openStandardStream(process.stdout);
const stderr = openStandardStream(process.stderr);
const terminal: Output = makeTerminalOutput({ stdout, stderr, env: process.env });

/** The language that the user wants messages in. [POSIX, 8.2] */
function getLocale({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): string {
  return [LC_ALL, LC_MESSAGES, LANG].find((value) => value !== undefined && value !== '') ?? '';
}

async function main([name, ...args]: readonly string[]): Promise<ExitCode> {
  try {
    if (name === undefined) throw new UsageError(t('name a command'));
    const command = COMMANDS.get(name);
    if (!command) throw new UsageError(t('there is no command “{0}”', name));
    if (!hasCurrentFolder()) throw new FileError(t('the current folder does not exist'));
    return await command(args, terminal);
  } catch (error) {
    if (findOutputProblem(error)) {
      loseOutput(error);
      return EXIT.failure;
    }
    const lines = error instanceof ConfigurationError ? error.problems : [describeReason(error)];
    for (const line of lines) await terminal.note(line);
    return EXIT.failure;
  }
}

/** Whoever removes it leaves the processes in it without a place that relative paths start from. */
function hasCurrentFolder(): boolean {
  try {
    process.cwd();
    return true;
  } catch {
    return false;
  }
}

async function printHelp(_args: readonly string[], output: Output): Promise<ExitCode> {
  await output.out.document([HELP]);
  return EXIT.clean;
}

async function printVersion(_args: readonly string[], output: Output): Promise<ExitCode> {
  await output.out.document([`${version}\n`]);
  return EXIT.clean;
}

function describeReason(error: unknown): string {
  if (error instanceof FileError) return error.message;
  if (error instanceof UsageError) return addHelpHint(error.message);
  // The messages of node:util's parseArgs are made for users; of some only the first sentence is of use.
  if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
    return addHelpHint(error.message.split('. ')[0] ?? '');
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

function addHelpHint(mistake: string): string {
  return t('{0}; see “qemu-firmware --help”', mistake);
}

/** Whether an output could not be written; that is told once. */
let hasLostOutput = false;

function loseOutput(error: unknown): void {
  const problem = findOutputProblem(error);
  if (!problem || hasLostOutput) return;
  hasLostOutput = true;
  process.exitCode = EXIT.failure;
  void terminal.note(t('standard output: {0}', describeSystemError(problem))).catch(() => undefined);
}

// Not all that is written is waited for. What cannot be told on standard error shows in the exit status.
for (const stream of [stdout, stderr]) stream.on('error', loseOutput);
process.on('uncaughtException', (error) => {
  const end = (): void => process.exit(EXIT.failure);
  void terminal.note(describeReason(error)).then(end, end);
});

translateWith(readTranslations(getLocale(process.env)));
void main(process.argv.slice(2)).then((code) => {
  process.exitCode = hasLostOutput ? EXIT.failure : code;
});
