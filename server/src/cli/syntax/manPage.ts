import { describeOption, formatUsage, formatValue, type Command, type OptionTable } from './command';
import { groupOptions } from './help';
import { listSpellings } from './words';

/** The manual page as roff with the macros of man(7). It is in English, as help is without translations. */
export function formatManPage(commands: readonly Command[], program: OptionTable, version: string): string {
  return [
    `.TH QEMU\\-FIRMWARE 1 "" "qemu\\-firmware ${escape(version)}" "User Commands"`,
    '.SH NAME',
    'qemu\\-firmware \\- check QEMU firmware descriptors, and see which one a guest gets',
    '.SH SYNOPSIS',
    '.B qemu\\-firmware',
    '.I COMMAND',
    '.RI [ OPTION ]...',
    '.SH DESCRIPTION',
    'Firmware descriptors are small JSON files that tell libvirt, systemd\\-vmspawn, mkosi and others which firmware image suits which',
    'guest. This program checks descriptors, lists those that a program finds, explains which of them a guest gets, and reads firmware images.',
    ...formatOptions(program),
    '.SH COMMANDS',
    ...commands.flatMap(formatCommand),
    ...END,
    '',
  ].join('\n');
}

function formatCommand(command: Command): string[] {
  const { name, summary, about, statuses } = command;
  return [
    `.SS ${escape(name)}`,
    `.B ${escape(formatUsage(command))}`,
    '.PP',
    line(`${summary()}.`),
    ...(about ? [line(about())] : []),
    ...groupOptions(command).flatMap(({ heading, options }) => [
      ...(heading === undefined ? [] : ['.PP', line(`${heading}:`)]),
      ...formatOptions(options),
    ]),
    '.PP',
    'Exit status:',
    ...statuses().flatMap(([status, meaning]) => ['.TP', `.B ${status}`, line(meaning)]),
  ];
}

function formatOptions(options: OptionTable): string[] {
  return Object.entries(options).flatMap(([name, option]) => {
    const spellings = listSpellings(name, option).map((spelling) => `\\fB${escape(spelling)}\\fR`);
    const value = formatValue(option);
    return [
      '.TP',
      `${spellings.join(', ')}${value === '' ? '' : ` \\fI${escape(value)}\\fR`}`,
      line(describeOption(option)),
    ];
  });
}

const CHARACTERS: ReadonlyMap<string, string> = new Map([
  ['\\', '\\e'],
  ['-', '\\-'],
  ['^', '\\(ha'],
  ['~', '\\(ti'],
  ['“', '\\(lq'],
  ['”', '\\(rq'],
  ['’', '\\(cq'],
  ['…', '...'],
]);

function escape(text: string): string {
  return text.replace(/[\\^~“”’…-]/g, (character) => CHARACTERS.get(character) ?? character);
}

/** A line of text: one that starts with a dot or an apostrophe would be a request. */
function line(text: string): string {
  return escape(text).replace(/^(?=[.'])/, '\\&');
}

const END = [
  '.SH ENVIRONMENT',
  '.TP',
  '.B NO_COLOR',
  'If it is not empty, no colors are used.',
  '.TP',
  '.B FORCE_COLOR',
  'If it is not empty, 0 or false, colors are used even where the output is not a terminal. It overrides NO_COLOR;',
  '.B \\-\\-color',
  'overrides both.',
  '.TP',
  '.BR LC_ALL ", " LC_MESSAGES ", " LANG',
  'The language of messages, help and completion: English or German.',
  '.SH FILES',
  '.TP',
  '.I .qemu\\-firmware.json',
  'Configuration of',
  '.B lint',
  'for the files in its folder and the folders below.',
  '.SH EXAMPLES',
  'Check every descriptor below the current folder:',
  '.PP',
  '.RS',
  '.B qemu\\-firmware lint .',
  '.RE',
  '.PP',
  'Explain which firmware a guest gets:',
  '.PP',
  '.RS',
  '.B qemu\\-firmware explain \\-\\-domain guest.xml',
  '.RE',
  '.SH SEE ALSO',
  '.BR qemu\\-firmware\\-language\\-server (1),',
  '.BR qemu (1),',
  '.BR virsh (1),',
  '.BR systemd\\-vmspawn (1),',
  '.BR mkosi (1)',
];
