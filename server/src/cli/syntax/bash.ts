import type { Command, Option, OptionTable } from './command';
import { listSpellings, listValues, listWords } from './words';

/** The script that completes in bash 3.2 or newer; it needs nothing else. */
export function formatBashCompletion(commands: readonly Command[], program: OptionTable): string {
  const names = [...commands.map(({ name }) => name), ...listOptions(program)];
  return [
    ...START,
    '  case "$command $prev" in',
    ...commands.flatMap(({ name, options }) =>
      Object.entries(options)
        .filter(([, { type }]) => type === 'string')
        .map(([option, table]) => `    '${name} --${option}') ${completeValue(table)} ;;`),
    ),
    '  esac',
    '  if [[ -z $words ]]; then',
    '    case "$command" in',
    `      '') words='${names.join(' ')}' ;;`,
    ...commands.flatMap((command) => formatCommand(command, commands)),
    '    esac',
    '  fi',
    ...END,
  ].join('\n');
}

function listOptions(options: OptionTable): string[] {
  return Object.entries(options).flatMap(([name, option]) => listSpellings(name, option));
}

/** Without a list of words, readline completes files. */
function completeValue(option: Option): string {
  const values = listValues(option);
  if (values.length > 0) return `words='${values.join(' ')}'`;
  if (option.path === 'file') return 'return';
  return option.path === 'folder'
    ? 'compopt -o dirnames 2>/dev/null; return'
    : 'compopt +o default 2>/dev/null; return';
}

function formatCommand(command: Command, commands: readonly Command[]): string[] {
  const words = listWords(command, commands);
  return [
    `      ${command.name})`,
    `        if [[ $cur == -* ]]; then words='${listOptions(command.options).join(' ')}'`,
    ...(words.length > 0 ? [`        elif ((count == 2)); then words='${words.join(' ')}'`] : []),
    ...(command.operands?.files ? [] : ['        else compopt +o default 2>/dev/null']),
    '        fi ;;',
  ];
}

// The line is split here, as bash takes "=" and "@" for the ends of words, and completes the part after the last one.
const START = [
  '# Completes qemu-firmware in bash. Printed by: qemu-firmware completion bash',
  '_qemu_firmware() {',
  '  local line=${COMP_LINE:0:COMP_POINT} cur prev command words= count rest',
  '  local -a before',
  '  cur=${line##*[[:space:]]}',
  '  read -ra before <<<"${line%"$cur"}"',
  '  count=${#before[@]}',
  '  command=${before[1]-}',
  '  prev=${before[count - 1]-}',
  '  if [[ $cur == --*=* ]]; then',
  '    prev=${cur%%=*}',
  '    cur=${cur#*=}',
  '  fi',
  '  COMPREPLY=()',
];

const END = [
  '  COMPREPLY=($(compgen -W "$words" -- "$cur"))',
  '  if [[ $cur == *@* && $COMP_WORDBREAKS == *@* ]]; then',
  '    rest=${cur##*@}',
  '    COMPREPLY=("${COMPREPLY[@]#"${cur%"$rest"}"}")',
  '  fi',
  '}',
  'complete -o default -F _qemu_firmware qemu-firmware',
  '',
];
