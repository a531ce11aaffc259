import {
  AUTO,
  findInstalledConsumers,
  listTellingFolders,
  NEEDED_FILES,
  NOTHING_INSTALLED,
  PYTHON_PARENTS,
  replaceAuto,
  UNKNOWN_INSTALLED,
  type AutoConsumer,
  type ChosenConsumers,
} from '../consumers/installed';
import { makeRootedWorkspace } from '../workspace/rootedWorkspace';
import type { Workspace } from '../workspace/workspace';
import { Derivations } from './derivations';

/** More files than lie in a folder of libraries or packages; what comes after them is not looked at. */
const MAX_ENTRIES = 20_000;

/**
 * The consumers that stand for the programs that are installed on a machine, as the names of its files tell: a dozen folders are
 * listed, no file is opened and nothing is run.
 *
 * @param machine the files of the machine, by their paths there
 */
export async function readInstalledConsumers(
  machine: Pick<Workspace, 'stat' | 'entries'>,
): Promise<readonly AutoConsumer[]> {
  const listed = new Map<string, readonly string[]>();
  const list = async (folder: string): Promise<void> => {
    const found = listed.has(folder) ? undefined : await machine.entries(folder);
    if (found && 'entries' in found)
      listed.set(
        folder,
        found.entries.slice(0, MAX_ENTRIES).map(({ name }) => name),
      );
  };
  await Promise.all(PYTHON_PARENTS.map(list));
  const folders = listTellingFolders(listed);
  await Promise.all(folders.map(list));
  const present = new Set<string>();
  for (const path of NEEDED_FILES) if (await machine.stat(path)) present.add(path);
  return findInstalledConsumers(
    folders.flatMap((folder) => listed.get(folder) ?? []),
    present,
  );
}

/** What is installed on the machines below some roots, each looked at once until something may have changed. */
export class InstalledConsumers {
  private readonly found = new Derivations<readonly AutoConsumer[]>();

  /** @param files those of this machine; undefined in a browser, where there are none */
  constructor(private readonly files: Workspace | undefined) {}

  /**
   * The consumers that are meant by ids, of which `auto` may be one. Never rejects.
   *
   * @param root the folder that stands for the root of the machine; empty for this one
   */
  async choose(ids: readonly string[], root: string): Promise<ChosenConsumers> {
    const { files } = this;
    if (!ids.includes(AUTO)) return replaceAuto(ids, []);
    const found = files && this.found.get(root, [], () => readInstalled(root, files));
    return replaceAuto(ids, (await found) ?? UNKNOWN_INSTALLED);
  }

  /** To be called when programs may have been installed or removed. */
  forget(): void {
    this.found.clear();
  }
}

async function readInstalled(root: string, files: Workspace): Promise<readonly AutoConsumer[]> {
  try {
    return await readInstalledConsumers(makeRootedWorkspace(root, files));
  } catch {
    return NOTHING_INSTALLED;
  }
}
