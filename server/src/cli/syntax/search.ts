import { CHOOSERS } from '../../consumers/choosers';
import { AUTO } from '../../consumers/installed';
import { t } from '../../text/translations';
import { COMMON_OPTIONS, FORMAT_OPTION, type Command, type OptionTable } from './command';

/** The options of the commands that search for descriptors. */
export const SEARCH_OPTIONS = {
  consumer: {
    type: 'string',
    default: AUTO,
    value: 'ID',
    suggestions: [AUTO, ...CHOOSERS],
    about: () =>
      t(
        'Program that selects the descriptor: {0}, or auto (libvirt if installed; otherwise, the first of the others that is installed)',
        CHOOSERS.join(', '),
      ),
  },
  root: {
    type: 'string',
    value: 'DIR',
    path: 'folder',
    about: () => t('Search the file system below DIR, such as that of a container or another machine'),
  },
  search: {
    type: 'string',
    multiple: true,
    value: 'DIR',
    path: 'folder',
    about: () => t('Search DIR after the consumer’s own directories'),
  },
  session: {
    type: 'boolean',
    default: false,
    about: () =>
      t('Search as the user’s own libvirt does (qemu:///session), including the user’s configuration folder'),
  },
  home: {
    type: 'string',
    value: 'DIR',
    path: 'folder',
    about: () =>
      t('Home folder of the user (default: yours); with --root, its path inside the root (no default)'),
  },
  ...FORMAT_OPTION,
} as const satisfies OptionTable;

export const LIST = {
  name: 'list',
  summary: () => t('List the descriptors that a program finds, in its order, and what they override or mask'),
  options: { ...SEARCH_OPTIONS, ...COMMON_OPTIONS },
  statuses: () => [
    [0, t('no file prevents the program from selecting a descriptor')],
    [1, t('a file prevents the program from selecting any descriptor')],
    [2, t('usage error, or a file or folder that cannot be read')],
  ],
} as const satisfies Command;
