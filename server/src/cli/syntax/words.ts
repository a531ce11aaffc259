import type { Command, Option } from './command';

/** The values that shells offer for an option, whether or not there are others. */
export function listValues({ values, suggestions }: Option): readonly string[] {
  return values ?? suggestions ?? [];
}

/** The words that shells offer as the first argument of a command. */
export function listWords({ name, operands }: Command, commands: readonly Command[]): readonly string[] {
  return name === 'help' ? commands.map((command) => command.name) : (operands?.words ?? []);
}

/** How an option is typed, the short form first. */
export function listSpellings(name: string, { short }: Option): readonly string[] {
  return short === undefined ? [`--${name}`] : [`-${short}`, `--${name}`];
}
