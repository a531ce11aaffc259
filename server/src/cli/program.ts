import { version } from '../../../package.json';
import { t } from '../text/translations';
import { EXIT, UsageError, type ExitCode, type Output } from './outcome';
import { formatBashCompletion } from './syntax/bash';
import { COMMANDS, requireCommand } from './syntax/commands';
import { formatFishCompletion } from './syntax/fish';
import { formatHelp, formatOverview } from './syntax/help';
import { COMPLETION, HELP, PROGRAM_OPTIONS, SHELLS, VERSION } from './syntax/other';
import { parse, requireOneOf } from './syntax/parse';
import { formatZshCompletion } from './syntax/zsh';

/** Prints information about the program: its help, its version, and its shell scripts. */
export async function printHelp(args: readonly string[], output: Output): Promise<ExitCode> {
  const [name, extra] = parse(HELP, args).positionals;
  refuseArgument(extra);
  const text =
    name === undefined ? formatOverview(COMMANDS, PROGRAM_OPTIONS) : formatHelp(requireCommand(name));
  await output.out.document([text]);
  return EXIT.clean;
}

export async function printVersion(args: readonly string[], output: Output): Promise<ExitCode> {
  refuseArgument(parse(VERSION, args).positionals[0]);
  await output.out.document([`${version}\n`]);
  return EXIT.clean;
}

export async function printCompletion(args: readonly string[], output: Output): Promise<ExitCode> {
  const [name, extra] = parse(COMPLETION, args).positionals;
  if (name === undefined) throw new UsageError(t('completion: specify a shell: {0}', SHELLS.join(', ')));
  refuseArgument(extra);
  const format = FORMATTERS[requireOneOf('completion', name, SHELLS)];
  await output.out.document([format(COMMANDS, PROGRAM_OPTIONS)]);
  return EXIT.clean;
}

const FORMATTERS = {
  bash: formatBashCompletion,
  zsh: formatZshCompletion,
  fish: formatFishCompletion,
} as const;

/** Throws UsageError if there is an extra argument. */
function refuseArgument(extra: string | undefined): void {
  if (extra !== undefined) throw new UsageError(t('unexpected argument “{0}”', extra));
}
