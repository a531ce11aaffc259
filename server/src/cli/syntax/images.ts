import { IMAGE_ARCHITECTURES } from '../../images/facts';
import { t } from '../../text/translations';
import { COMMON_OPTIONS, type Command, type OptionTable } from './command';
import { FORMAT_OPTION } from './search';

export const INSPECT = {
  name: 'inspect',
  operands: { usage: 'IMAGE...', files: true },
  summary: () => t('Print what firmware images contain'),
  about: () =>
    t(
      'Reads raw and qcow2 images and prints their firmware volumes, variables and keys, architecture, support for confidential guests, and the features found in compressed modules.',
    ),
  options: { ...FORMAT_OPTION, ...COMMON_OPTIONS },
  statuses: () => [
    [0, t('all images were read and recognised')],
    [1, t('an image is not recognised as firmware')],
    [2, t('usage error, or an image that cannot be read')],
  ],
} as const satisfies Command;

const DRAFT_OPTIONS = {
  executable: {
    type: 'string',
    value: 'IMAGE',
    path: 'file',
    about: () => t('Image that guests run; required'),
  },
  'nvram-template': {
    type: 'string',
    value: 'IMAGE',
    path: 'file',
    about: () =>
      t(
        'Variable store that is copied for each guest; if omitted, one with a matching name next to the executable',
      ),
  },
  device: {
    type: 'string',
    value: 'DEVICE',
    values: ['flash', 'memory', 'kernel', 'igvm'],
    about: () => t('How the image is loaded'),
  },
  mode: {
    type: 'string',
    value: 'MODE',
    values: ['split', 'combined', 'stateless'],
    about: () => t('Mode of the flash'),
  },
  'interface-type': {
    type: 'string',
    value: 'TYPE',
    values: ['bios', 'openfirmware', 'uboot', 'uefi'],
    about: () => t('Interface that the firmware offers to guests'),
  },
  arch: {
    type: 'string',
    multiple: true,
    value: 'ARCHITECTURE',
    suggestions: IMAGE_ARCHITECTURES,
    about: () => t('Architecture of the guests'),
  },
  machine: {
    type: 'string',
    multiple: true,
    value: 'PATTERN',
    about: () => t('Machine types of the guests, such as pc-q35-*'),
  },
  feature: {
    type: 'string',
    multiple: true,
    value: 'FEATURE',
    about: () => t('Feature to add that cannot be detected in the image, such as amd-sev-es'),
  },
  description: { type: 'string', value: 'TEXT', about: () => t('Human-readable name of the firmware') },
  priority: {
    type: 'string',
    value: 'NN',
    about: () =>
      t(
        'Two digits at the start of the file name; if omitted, 40 with enrolled keys, 50 with Secure Boot, else 60',
      ),
  },
  root: {
    type: 'string',
    value: 'DIR',
    path: 'folder',
    about: () =>
      t(
        'Treat DIR as the root folder: read the images there, and write their paths into the descriptor without DIR',
      ),
  },
  output: {
    type: 'string',
    value: 'PATH',
    path: 'file',
    about: () => t('Write the descriptor to this file, or into this folder under its conventional name'),
  },
  force: { type: 'boolean', default: false, about: () => t('With --output: replace an existing file') },
  ...COMMON_OPTIONS,
} as const satisfies OptionTable;

export const NEW = {
  name: 'new',
  usage: 'new --executable IMAGE [OPTION]...',
  summary: () => t('Create a descriptor from firmware images'),
  about: () =>
    t(
      'The contents of the images fill in the descriptor; options add the rest. Findings in the new descriptor are printed on standard error.',
    ),
  options: DRAFT_OPTIONS,
  statuses: () => [
    [0, t('the descriptor was created')],
    [2, t('usage error, or images from which no descriptor can be created')],
  ],
} as const satisfies Command;
