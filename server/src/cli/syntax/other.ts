import { IMAGE_ARCHITECTURES } from '../../images/facts';
import { LIBVIRT_RELEASES } from '../../consumers/libvirt/releases';
import { t } from '../../text/translations';
import { COMMON_OPTIONS, HELP_OPTION, type Command, type OptionTable } from './command';

export const COMMAND_LINE = {
  name: 'command-line',
  operands: { usage: 'DESCRIPTOR', files: true },
  summary: () => t('Print the commands that start a guest with the firmware of a descriptor'),
  about: () =>
    t(
      'The commands are for a POSIX shell. The guest’s writable files are first copied to the current folder, and QEMU starts with the copies. If DESCRIPTOR is “-”, it is read from standard input.',
    ),
  options: {
    format: {
      type: 'string',
      default: 'text',
      value: 'FORMAT',
      values: ['text', 'json', 'libvirt'],
      about: () => t('Output format; “libvirt” prints an <os> element that gives a guest this firmware'),
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
