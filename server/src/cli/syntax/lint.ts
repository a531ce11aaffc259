import { AUTO } from '../../consumers/installed';
import { consumers } from '../../consumers/index';
import { t } from '../../text/translations';
import { COMMON_OPTIONS, type Command, type OptionTable } from './command';

export const FORMATS = ['text', 'full', 'compact', 'json', 'sarif', 'github'] as const;
export type Format = (typeof FORMATS)[number];

/** The severities of findings, the worst first. */
export const SEVERITIES = ['error', 'warning', 'information', 'hint'] as const;

const LINT_OPTIONS = {
  format: {
    type: 'string',
    default: 'text',
    value: 'FORMAT',
    values: FORMATS,
    about: () => t('Output format; “text” means “full” on a terminal and “compact” elsewhere'),
  },
  quiet: {
    type: 'boolean',
    default: false,
    about: () => t('Print errors only; the exit status still counts the other findings'),
  },
  fix: {
    type: 'boolean',
    default: false,
    about: () =>
      t(
        'Apply the safe fixes and report the remaining findings; for standard input, print the fixed text to standard output and the report to standard error',
      ),
  },
  'dry-run': {
    type: 'boolean',
    default: false,
    about: () => t('With --fix: print the changes as a unified diff and write nothing'),
  },
  'fail-on': {
    type: 'string',
    default: 'error',
    value: 'SEVERITY',
    values: SEVERITIES,
    about: () => t('Lowest severity for which the exit status is 1'),
  },
  'qemu-version': {
    type: 'string',
    value: 'VERSION',
    suggestions: ['latest'],
    about: () => t('QEMU release to check against, such as 7.2; the latest one if omitted'),
  },
  schema: {
    type: 'string',
    value: 'PATH',
    path: 'file',
    about: () => t('Schema to check against: a QEMU source tree or its docs/interop/firmware.json'),
  },
  consumer: {
    type: 'string',
    multiple: true,
    value: 'ID',
    suggestions: [AUTO, ...consumers.map(({ id }) => id)],
    about: () =>
      t(
        'Report what the named program does with each file; auto, the default, means the programs installed here or below --root',
      ),
  },
  config: {
    type: 'string',
    value: 'FILE',
    path: 'file',
    about: () =>
      t(
        'Use this configuration file, and ignore every .qemu-firmware.json in a checked file’s folder and its parent folders',
      ),
  },
  'no-config': { type: 'boolean', default: false, about: () => t('Ignore configuration files') },
  'no-images': {
    type: 'boolean',
    default: false,
    about: () => t('Do not read firmware images, and do not compare descriptors with them'),
  },
  root: {
    type: 'string',
    value: 'DIR',
    path: 'folder',
    about: () => t('Look for images and other descriptors below DIR'),
  },
  search: {
    type: 'string',
    multiple: true,
    value: 'DIR',
    path: 'folder',
    about: () => t('Directory to search for descriptors after the programs’ own directories'),
  },
  'stdin-filename': {
    type: 'string',
    default: '-',
    value: 'NAME',
    path: 'file',
    about: () => t('Name of standard input in the output'),
  },
  ...COMMON_OPTIONS,
} as const satisfies OptionTable;

export const LINT = {
  name: 'lint',
  operands: { usage: 'PATH...', files: true },
  summary: () => t('Check descriptors and libvirt domains'),
  about: () => t('Folders are searched for descriptors and domains; “-” is standard input.'),
  options: LINT_OPTIONS,
  statuses: () => [
    [0, t('no findings of the --fail-on severity or worse')],
    [1, t('findings')],
    [2, t('usage error, or a file that cannot be read or written')],
  ],
} as const satisfies Command;
