import { t } from '../../text/translations';
import { describeOption, formatOption, formatUsage, type Command, type OptionTable } from './command';

/** The width of help, in characters. */
const WIDTH = 100;
/** The maximum column of descriptions; a longer option has its description on the next line. */
const MAX_COLUMN = 30;

/** Formats the help of a command, in lines. */
export function formatHelp(command: Command): string {
  const { summary, about, statuses } = command;
  const paragraphs = [
    [t('Usage: {0}', formatUsage(command))],
    [...wrap(`${summary()}.`, WIDTH), ...(about ? wrap(about(), WIDTH) : [])],
    ...groupOptions(command).map(({ heading, options }) => [
      `${heading ?? t('Options')}:`,
      ...formatOptions(options),
    ]),
    [
      `${t('Exit status')}:`,
      ...formatRows(
        statuses().map(([status, meaning]) => [String(status), meaning]),
        5,
      ),
    ],
  ];
  return `${paragraphs.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** Formats the help of the program: its commands, and the options without a command. */
export function formatOverview(commands: readonly Command[], options: OptionTable): string {
  const rows = commands.map((command) => [
    [command.name, command.operands?.usage].filter(Boolean).join(' '),
    command.summary(),
  ]);
  const paragraphs = [
    [t('Usage: {0}', 'qemu-firmware COMMAND [OPTION]...')],
    [t('Check QEMU firmware descriptors, and see which one a guest gets.')],
    [`${t('Commands')}:`, ...formatRows(rows, MAX_COLUMN)],
    [`${t('Options')}:`, ...formatOptions(options)],
    [t('“qemu-firmware help COMMAND” describes the options of a command.')],
  ];
  return `${paragraphs.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** Groups the options of a command by heading; those before the first heading have none. */
export function groupOptions({ options, headings = {} }: Command): OptionGroup[] {
  const groups: { heading: string | undefined; options: Record<string, OptionTable[string]> }[] = [];
  for (const [name, option] of Object.entries(options)) {
    const heading = headings[name];
    if (heading !== undefined || groups.length === 0) groups.push({ heading: heading?.(), options: {} });
    Object.assign(groups.at(-1)?.options ?? {}, { [name]: option });
  }
  return groups;
}

export interface OptionGroup {
  readonly heading: string | undefined;
  readonly options: OptionTable;
}

function formatOptions(options: OptionTable): string[] {
  const rows = Object.entries(options).map(([name, option]) => {
    // Long options are aligned, with or without a short one.
    const shown = formatOption(name, option);
    return [option.short === undefined ? `    ${shown}` : shown, describeOption(option)];
  });
  return formatRows(rows, MAX_COLUMN);
}

/** Formats rows of a term and its wrapped description. */
function formatRows(rows: readonly (readonly string[])[], max: number): string[] {
  const widths = rows.map(([term = '']) => term.length).filter((width) => width <= max);
  const column = Math.max(0, ...widths) + 4;
  return rows.flatMap(([term = '', text = '']) => {
    const [first = '', ...others] = wrap(text, WIDTH - column);
    const rest = others.map((line) => ' '.repeat(column) + line);
    const start = `  ${term}`;
    return start.length + 2 <= column
      ? [start.padEnd(column) + first, ...rest]
      : [start, ' '.repeat(column) + first, ...rest];
  });
}

/** Wraps a text into lines of at most `width` characters, where words allow it. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
