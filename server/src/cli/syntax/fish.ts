import type { Command, Option, OptionTable } from './command';
import { listValues, listWords } from './words';

/** The script that completes in fish. */
export function formatFishCompletion(commands: readonly Command[], program: OptionTable): string {
  return [
    '# Completes qemu-firmware in fish. Printed by: qemu-firmware completion fish',
    'complete -c qemu-firmware -f',
    ...commands.map(({ name, summary }) => complete('__fish_use_subcommand', `-a ${name}`, summary())),
    ...formatOptions('__fish_use_subcommand', program),
    ...commands.flatMap((command) => formatCommand(command, commands)),
    '',
  ].join('\n');
}

/** Whether the word to complete is the first after the command. */
const IS_FIRST = 'test (count (commandline -opc)) -eq 2';

function formatCommand(command: Command, commands: readonly Command[]): string[] {
  const condition = `__fish_seen_subcommand_from ${command.name}`;
  const words = listWords(command, commands);
  return [
    ...formatOptions(condition, command.options),
    ...(words.length > 0 ? [complete(`${condition}; and ${IS_FIRST}`, `-a ${quote(words.join(' '))}`)] : []),
    ...(command.operands?.files
      ? [complete(words.length > 0 ? `${condition}; and not ${IS_FIRST}` : condition, '-F')]
      : []),
  ];
}

function formatOptions(condition: string, options: OptionTable): string[] {
  return Object.entries(options).map(([name, option]) => {
    const spelling = `${option.short === undefined ? '' : `-s ${option.short} `}-l ${name}`;
    return complete(condition, [spelling, completeValue(option)].filter(Boolean).join(' '), option.about());
  });
}

function completeValue(option: Option): string {
  if (option.type === 'boolean') return '';
  const values = listValues(option);
  // An optional value must not make fish wait for one.
  const requires = option.implied === undefined ? '-x ' : '';
  if (values.length > 0) return `${requires}-a ${quote(values.join(' '))}`;
  if (option.path === 'file') return '-r -F';
  return option.path === 'folder' ? "-x -a '(__fish_complete_directories)'" : '-x';
}

function complete(condition: string, what: string, about?: string): string {
  const description = about === undefined ? '' : ` -d ${quote(about)}`;
  return `complete -c qemu-firmware -n ${quote(condition)} ${what}${description}`;
}

function quote(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
