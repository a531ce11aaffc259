import { formatValue, type Command, type Option, type OptionTable } from './command';
import { listSpellings, listValues, listWords } from './words';

/** The script that completes in zsh, as a file `_qemu-firmware` in `fpath` or evaluated after compinit. */
export function formatZshCompletion(commands: readonly Command[], program: OptionTable): string {
  return [
    '#compdef qemu-firmware',
    '# Completes qemu-firmware in zsh. Printed by: qemu-firmware completion zsh',
    '_qemu_firmware() {',
    '  local context state state_descr line',
    '  typeset -A opt_args',
    '  _arguments -C \\',
    ...formatOptions(program, '    '),
    "    '1:command:->command' \\",
    "    '*::argument:->argument'",
    '  case $state in',
    '    command)',
    '      local -a commands',
    '      commands=(',
    ...commands.map(({ name, summary }) => `        ${quote(`${name}:${summary()}`)}`),
    '      )',
    '      _describe -t commands command commands',
    '      ;;',
    '    argument)',
    '      case $words[1] in',
    ...commands.flatMap((command) => formatCommand(command, commands)),
    '      esac',
    '      ;;',
    '  esac',
    '}',
    'if [ "$funcstack[1]" = "_qemu-firmware" ]; then',
    '  _qemu_firmware "$@"',
    'else',
    '  compdef _qemu_firmware qemu-firmware',
    'fi',
    '',
  ].join('\n');
}

function formatCommand(command: Command, commands: readonly Command[]): string[] {
  const words = listWords(command, commands);
  return [
    `        ${command.name})`,
    '          _arguments \\',
    ...formatOptions(command.options, '            '),
    ...(words.length > 0 ? [`            ${quote(`1:argument:(${words.join(' ')})`)} \\`] : []),
    command.operands?.files ? "            '*:file:_files'" : '            ',
    '          ;;',
  ];
}

function formatOptions(options: OptionTable, indent: string): string[] {
  return Object.entries(options).flatMap(([name, option]) =>
    listSpellings(name, option).map(
      (spelling) => `${indent}${quote(formatSpecification(spelling, option))} \\`,
    ),
  );
}

/** An option for `_arguments`. A boolean one ends the options if it asks for help; others may come once unless they repeat. */
function formatSpecification(spelling: string, option: Option): string {
  const about = `[${escape(option.about())}]`;
  if (option.type === 'boolean') return `${option.short === undefined ? '' : '(- *)'}${spelling}${about}`;
  const separator = option.implied === undefined ? ':' : '::';
  const message = escape(formatValue(option).replace(/[[\]]/g, ''));
  return `${option.multiple ? '*' : ''}${spelling}=${about}${separator}${message}:${completeValue(option)}`;
}

function completeValue(option: Option): string {
  const values = listValues(option);
  if (values.length > 0) return `(${values.join(' ')})`;
  if (option.path === undefined) return '';
  return option.path === 'folder' ? '_files -/' : '_files';
}

/** A text in the description of an option. */
function escape(text: string): string {
  return text.replace(/[\\[\]:$`]/g, '\\$&');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
