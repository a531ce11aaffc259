import { findClosest } from '../../text/closest';
import { t } from '../../text/translations';
import { UsageError } from '../outcome';
import type { Command } from './command';
import { EXPLAIN } from './explain';
import { INSPECT, NEW } from './images';
import { LINT } from './lint';
import { COMMAND_LINE, COMPLETION, HELP, PROGRAM_OPTIONS, VERSION } from './other';
import { QAPI } from './qapi';
import { LIST } from './search';

/** Every command, in the order of help: the one table that parsing, help, completion, the manual page and docs/cli.md come from. */
export const COMMANDS: readonly Command[] = [
  LINT,
  LIST,
  EXPLAIN,
  INSPECT,
  NEW,
  COMMAND_LINE,
  QAPI,
  COMPLETION,
  HELP,
  VERSION,
];

/** Finds the command with a name. Throws UsageError. */
export function requireCommand(name: string): Command {
  return COMMANDS.find((command) => command.name === name) ?? refuseCommand(name);
}

/** Throws UsageError for a command that does not exist, and names the one that may be meant. */
export function refuseCommand(name: string): never {
  if (name.startsWith('-')) throw new UsageError(describeUnknownOption(name));
  const meant = findClosest(
    name,
    COMMANDS.map((command) => command.name),
  );
  throw new UsageError(
    meant === undefined
      ? t('unknown command “{0}”', name)
      : t('unknown command “{0}”; did you mean “{1}”?', name, meant),
  );
}

/** Makes the error for an option in place of a command: a misspelt one, or one that belongs to a command. */
function describeUnknownOption(name: string): string {
  const [option = ''] = name.replace(/^-+/, '').split('=');
  if (COMMANDS.some(({ options }) => Object.hasOwn(options, option)))
    return t('“{0}” must follow a command', `--${option}`);
  const meant = name.startsWith('--') ? findClosest(option, Object.keys(PROGRAM_OPTIONS)) : undefined;
  return meant === undefined
    ? t('unknown option “{0}”', name)
    : t('unknown option “{0}”; did you mean “{1}”?', name, `--${meant}`);
}
