import { t } from '../text/translations';
import path from 'node:path';
import type { Chooser } from '../consumers/chooser';
import { findChooser, CHOOSERS } from '../consumers/choosers';
import { DEFAULT_CONSUMER } from '../consumers/index';
import type { User } from '../selection/listing';
import { findUserFolders } from '../workspace/nodeMachine';
import type { Found } from '../service/search';
import { describeFileProblem } from '../workspace/fileProblem';
import { makeRootedWorkspace } from '../workspace/rootedWorkspace';
import type { Workspace } from '../workspace/workspace';
import { readRootFolder } from './options';
import { UsageError, type Output } from './outcome';
import { machineFiles } from './machineFiles';

/** The options of the commands that look through the search path, as node:util's parseArgs takes them. */
export const SEARCH_OPTIONS = {
  consumer: { type: 'string', default: DEFAULT_CONSUMER },
  root: { type: 'string' },
  session: { type: 'boolean', default: false },
  home: { type: 'string' },
  format: { type: 'string', default: 'text' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

export const SEARCH_HELP = `  --consumer ID       for whom: ${CHOOSERS.join(', ')} (default: ${DEFAULT_CONSUMER})
  --root DIR          look at the file system below DIR, of a container or of another machine
  --session           as the user's own libvirt has it (qemu:///session), with what is in the user's configuration
  --home DIR          the user's home folder, as that machine sees it (default without --root: one's own)
  --format FORMAT     text (the default) or json`;

interface SearchValues {
  readonly consumer: string;
  readonly root?: string | undefined;
  readonly session: boolean;
  readonly home?: string | undefined;
}

/** What a command searches, and for whom. */
export interface Search {
  readonly chooser: Chooser;
  readonly user: User;
  /** The files of the machine that is asked about, by their paths there. */
  readonly files: Workspace;
}

/** Throws UsageError. */
export function readSearch(values: SearchValues): Search {
  const chooser = findChooser(values.consumer);
  if (!chooser)
    throw new UsageError(
      t('--consumer: how “{0}” chooses is not known; known are {1}', values.consumer, CHOOSERS.join(', ')),
    );
  const root = values.root === undefined ? '' : readRootFolder(values.root);
  if (values.session && values.root !== undefined && values.home === undefined)
    throw new UsageError(t('--session below --root takes --home, too'));
  const user: User = { ...findFolders(values), inSession: values.session };
  return { chooser, user, files: makeRootedWorkspace(root, machineFiles) };
}

/** The user's folders; none where another machine's user is meant, and which is not said. */
function findFolders({ root, home }: SearchValues): Omit<User, 'inSession'> {
  if (home !== undefined)
    return {
      configuration: path.posix.join('/', home, '.config'),
      data: path.posix.join('/', home, '.local/share'),
    };
  return root === undefined ? findUserFolders() : {};
}

/** Says what of a search path cannot be read, a line each. @returns whether there is something */
export async function tellUnreadable({ unreadable }: Found, output: Output): Promise<boolean> {
  for (const { path: file, problem } of unreadable)
    await output.note(`${file}: ${describeFileProblem(problem)}`);
  return unreadable.length > 0;
}
