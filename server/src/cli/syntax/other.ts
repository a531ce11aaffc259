import { IMAGE_ARCHITECTURES } from '../../images/facts';
import { LIBVIRT_RELEASES } from '../../consumers/libvirt/releases';
import { DIALECTS } from '../../qapi/check/dialect';
import { t } from '../../text/translations';
import { COMMON_OPTIONS, HELP_OPTION, type Command, type OptionTable } from './command';

export const COMMAND_LINE = {
  name: 'command-line',
  operands: { usage: 'DESCRIPTOR', files: true },
  summary: () => t('Print the commands that start a guest with the firmware of a descriptor'),
  about: () =>
    t(
      'The commands are for a POSIX shell. In the current folder, they create copies of the files that the guest writes to, and start QEMU. “-” is standard input.',
    ),
  options: {
    format: {
      type: 'string',
      default: 'text',
      value: 'FORMAT',
      values: ['text', 'json', 'libvirt'],
      about: () => t('Output format; libvirt is an <os> element that gives a guest this firmware'),
    },
    consumer: {
      type: 'string',
      value: 'ID',
      suggestions: LIBVIRT_RELEASES.map(({ version }) => `libvirt@${version}`),
      about: () =>
        t('With --format libvirt: the libvirt release that reads the <os> element, such as libvirt@11.3'),
    },
    style: {
      type: 'string',
      default: 'blockdev',
      value: 'STYLE',
      values: ['blockdev', 'drive'],
      about: () => t('QEMU options that attach flash images'),
    },
    'qemu-version': {
      type: 'string',
      default: 'latest',
      value: 'VERSION',
      suggestions: ['latest'],
      about: () => t('QEMU release that runs the guest, such as 3.1'),
    },
    arch: {
      type: 'string',
      value: 'ARCHITECTURE',
      suggestions: IMAGE_ARCHITECTURES,
      about: () => t('Architecture of the guest; the first one in the descriptor if omitted'),
    },
    machine: {
      type: 'string',
      value: 'TYPE',
      suggestions: ['q35', 'pc', 'virt'],
      about: () => t('Machine type, such as q35; if omitted, the first one that the descriptor matches'),
    },
    ...COMMON_OPTIONS,
  },
  statuses: () => [
    [0, t('the commands were printed')],
    [2, t('usage error, or a descriptor that cannot start a guest')],
  ],
} as const satisfies Command;

export const QAPI = {
  name: 'qapi',
  operands: { usage: 'check FILE... | dump FILE', words: ['check', 'dump'], files: true },
  usage: 'qapi check|dump [OPTION]... FILE...',
  summary: () => t('Check a QAPI schema, or print its definitions as JSON'),
  about: () =>
    t(
      'check reports what is wrong in FILE and in the files that it includes; a module of a schema is checked as part of the qapi-schema.json next to it. dump prints their definitions.',
    ),
  options: {
    format: {
      type: 'string',
      default: 'text',
      value: 'FORMAT',
      values: ['text', 'json'],
      about: () => t('Output format of check'),
    },
    dialect: {
      type: 'string',
      value: 'RELEASE',
      values: DIALECTS,
      about: () =>
        t('Check by the rules of this QEMU release; without it, the VERSION file of the QEMU tree decides'),
    },
    only: {
      type: 'string',
      value: 'NAME',
      about: () =>
        t('Print the definitions of one included file only; NAME is relative to the schema’s folder'),
    },
    root: {
      type: 'string',
      default: '.',
      value: 'DIR',
      path: 'folder',
      about: () => t('Print file names relative to DIR'),
    },
    ...COMMON_OPTIONS,
  },
  statuses: () => [
    [0, t('the schema was read, and check found no problems')],
    [1, t('check found problems, or parts of the schema could not be read')],
    [2, t('usage error, or a file that cannot be read')],
  ],
} as const satisfies Command;

export const SHELLS = ['bash', 'zsh', 'fish'] as const;

export const COMPLETION = {
  name: 'completion',
  operands: { usage: SHELLS.join('|'), words: SHELLS },
  usage: `completion ${SHELLS.join('|')}`,
  summary: () => t('Print a script that completes commands and options in a shell'),
  about: () => t('For the running shell, evaluate the output: eval "$(qemu-firmware completion bash)"'),
  options: HELP_OPTION,
  statuses: () => [
    [0, t('the script was printed')],
    [2, t('usage error')],
  ],
} as const satisfies Command;

export const HELP = {
  name: 'help',
  operands: { usage: '[COMMAND]' },
  usage: 'help [COMMAND]',
  summary: () => t('Print the help of the program or of a command'),
  options: HELP_OPTION,
  statuses: () => [
    [0, t('the help was printed')],
    [2, t('usage error')],
  ],
} as const satisfies Command;

export const VERSION = {
  name: 'version',
  usage: 'version',
  summary: () => t('Print the version'),
  options: HELP_OPTION,
  statuses: () => [
    [0, t('the version was printed')],
    [2, t('usage error')],
  ],
} as const satisfies Command;

/** The options without a command. */
export const PROGRAM_OPTIONS = {
  ...HELP_OPTION,
  version: { type: 'boolean', short: 'V', default: false, about: () => t('Print the version') },
} as const satisfies OptionTable;
