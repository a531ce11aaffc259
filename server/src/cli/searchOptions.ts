import { t } from '../text/translations';
import path from 'node:path';
import type { Chooser } from '../consumers/chooser';
import { findChooser, CHOOSERS } from '../consumers/choosers';
import { findConsumer } from '../consumers/index';
import { AUTO, describeAuto, type AutoConsumer } from '../consumers/installed';
import type { User } from '../selection/listing';
import { findUserFolders } from '../workspace/nodeMachine';
import { InstalledConsumers } from '../service/installedConsumers';
import type { Found } from '../service/search';
import { describeFileProblem } from '../workspace/fileProblem';
import { makeRootedWorkspace } from '../workspace/rootedWorkspace';
import type { Workspace } from '../workspace/workspace';
import { makeUnknown } from './consumers';
import { readRootFolder, readSearchFolders } from './options';
import { UsageError, type Output } from './outcome';
import { machineFiles } from './machineFiles';

interface SearchValues {
  readonly consumer: string;
  readonly root?: string | undefined;
  readonly search?: readonly string[] | undefined;
  readonly session: boolean;
  readonly home?: string | undefined;
}

/** What a command searches, and for which program. */
export interface Search {
  readonly chooser: Chooser;
  readonly user: User;
  /** The files of the searched machine, by their paths there. */
  readonly files: Workspace;
  /** The reason for the consumer, if the user did not choose it. */
  readonly auto?: AutoConsumer | undefined;
}

/**
 * Throws UsageError.
 *
 * @param isDomain whether the guest is one of libvirt's
 * @param option the one that names the consumer
 */
export async function readSearch(
  values: SearchValues,
  isDomain = false,
  option = '--consumer',
): Promise<Search> {
  const { consumer } = values;
  if (consumer !== AUTO && !findChooser(consumer))
    throw findConsumer(consumer)
      ? new UsageError(
          t(
            '{0}: “{1}” is not supported here; supported consumers: {2}',
            option,
            consumer,
            CHOOSERS.join(', '),
          ),
        )
      : makeUnknown(consumer, [AUTO, ...CHOOSERS], option);
  const root = values.root === undefined ? '' : readRootFolder(values.root);
  if (values.session && values.root !== undefined && values.home === undefined)
    throw new UsageError(t('--session with --root also requires --home'));
  const directories = readSearchFolders(values.search ?? [], root);
  const user: User = { ...findFolders(values), inSession: values.session, directories };
  const files = makeRootedWorkspace(root, machineFiles);
  await requireFolders(directories, files);
  const { consumers, auto } = await new InstalledConsumers(machineFiles).choose([consumer], root);
  const chooser = consumers
    .flatMap((id) => findChooser(id) ?? [])
    .find((each) => auto.length === 0 || !isDomain || each.consumer.takesDomains);
  // The installed programs always include libvirt or a substitute for it.
  if (!chooser) throw new Error(`no consumer for ${consumer}`);
  return { chooser, user, files, auto: auto.find(({ id }) => id === chooser.consumer.id) };
}

/** Throws UsageError for the first directory of `--search` that is not a folder. @param files those of the searched machine */
export async function requireFolders(
  directories: readonly string[],
  files: Pick<Workspace, 'folderIdentity'>,
): Promise<void> {
  for (const folder of directories)
    if ((await files.folderIdentity(folder)) === undefined)
      throw new UsageError(t('--search: “{0}” is not a folder', folder));
}

/** Returns the JSON of a consumer that was not chosen: the installed release, or null if none is installed. */
export function formatAuto({ auto }: Search): object {
  return auto ? { installed: auto.installed ?? null } : {};
}

/** Prints which program the answer is for if the user did not choose one. */
export async function tellAuto({ auto }: Search, output: Pick<Output, 'note'>): Promise<void> {
  const why = auto && describeAuto(auto.id, [auto]);
  if (why !== undefined) await output.note(why);
}

/** Returns the user's folders; none for an unspecified user of another machine. */
function findFolders({ root, home }: SearchValues): Omit<User, 'inSession'> {
  if (home !== undefined)
    return {
      configuration: path.posix.join('/', home, '.config'),
      data: path.posix.join('/', home, '.local/share'),
    };
  return root === undefined ? findUserFolders() : {};
}

/** Prints what cannot be read on a search path, one line each. @returns whether there is anything */
export async function tellUnreadable({ unreadable }: Found, output: Output): Promise<boolean> {
  for (const { path: file, problem } of unreadable)
    await output.note(`${file}: ${describeFileProblem(problem)}`);
  return unreadable.length > 0;
}
