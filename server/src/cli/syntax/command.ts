import { t } from '../../text/translations';

/**
 * An option of a command for node:util's parseArgs, with its description for people and shells. Help, completion, the manual page and
 * docs/cli.md are all generated from it.
 */
export interface Option {
  readonly type: 'boolean' | 'string';
  readonly short?: string;
  readonly default?: string | boolean;
  readonly multiple?: true;
  /** The name of the value in help, such as `DIR`. */
  readonly value?: string;
  /** The possible values, if the list is complete. */
  readonly values?: readonly string[];
  /** Values that shells offer if the list is not complete. */
  readonly suggestions?: readonly string[];
  /** What shells complete if the value is a path. */
  readonly path?: 'file' | 'folder';
  /** The implied value: the value may be omitted. */
  readonly implied?: string;
  readonly about: () => string;
}

export type OptionTable = Readonly<Record<string, Option>>;

/** What the positional arguments of a command are: files of any number, words to choose the first from, or nothing. */
export interface Operands {
  /** As in the usage, such as `PATH...`. */
  readonly usage: string;
  /** What the first one is. */
  readonly words?: readonly string[];
  /** Whether shells complete files (after the word, if there are words). */
  readonly files?: boolean;
}

export interface Command<Options extends OptionTable = OptionTable> {
  readonly name: string;
  readonly operands?: Operands;
  /** The usage where it is not `NAME [OPTION]... OPERANDS`; without the program's name. */
  readonly usage?: string;
  /** What it does, in one line. */
  readonly summary: () => string;
  /** Further sentences for its help. */
  readonly about?: () => string;
  readonly options: Options;
  /** Headings for parts of the options, each with the name of the first option below it. */
  readonly headings?: Readonly<Record<string, () => string>>;
  /** The meaning of each exit status. */
  readonly statuses: () => readonly (readonly [status: number, meaning: string])[];
}

/** When colors are used. */
export const COLOR_MODES = ['auto', 'always', 'never'] as const;
export type ColorMode = (typeof COLOR_MODES)[number];

export const HELP_OPTION = {
  help: { type: 'boolean', short: 'h', default: false, about: () => t('Print this help') },
} as const satisfies OptionTable;

/** The options of all commands with results. */
export const COMMON_OPTIONS = {
  color: {
    type: 'string',
    default: 'auto',
    value: 'WHEN',
    values: COLOR_MODES,
    about: () =>
      t('When to use colors; auto means on a terminal, but NO_COLOR and FORCE_COLOR take precedence'),
  },
  ...HELP_OPTION,
} as const satisfies OptionTable;

/** Formats an option for help, such as `-h, --help` or `--root DIR`. */
export function formatOption(name: string, option: Option): string {
  const value = formatValue(option);
  return `${option.short === undefined ? '' : `-${option.short}, `}--${name}${value === '' ? '' : ` ${value}`}`;
}

/** Returns the name of the value of an option in help; empty without a value. */
export function formatValue({ type, value = 'VALUE', implied }: Option): string {
  if (type === 'boolean') return '';
  return implied === undefined ? value : `[${value}]`;
}

/** Describes an option, its values and its default: “Output format [values: text, json; default: text]”. */
export function describeOption(option: Option): string {
  const { about, values, multiple } = option;
  const remarks = [
    ...(values ? [t('values: {0}', values.join(', '))] : []),
    ...(typeof option.default === 'string' ? [t('default: {0}', option.default)] : []),
    ...(multiple ? [t('may be repeated')] : []),
  ];
  return `${about()}${remarks.length > 0 ? ` [${remarks.join('; ')}]` : ''}`;
}

/** Such as `qemu-firmware lint [OPTION]... PATH...`. */
export function formatUsage({ name, operands, usage }: Command): string {
  return ['qemu-firmware', usage ?? [name, '[OPTION]...', operands?.usage].filter(Boolean).join(' ')].join(
    ' ',
  );
}
