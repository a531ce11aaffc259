import {
  AUTO,
  findInstalledConsumers,
  isTellingName,
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

/**
 * Finds the consumers that represent the installed programs of a machine by the names of its files: lists a dozen folders, opens no file
 * and runs nothing.
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
      listed.set(folder, found.entries.map(({ name }) => name).filter(isTellingName));
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

/** The installed programs of the machines below some roots. Each root is read once until something may have changed. */
export class InstalledConsumers {
  private readonly found = new Derivations<readonly AutoConsumer[]>();

  /** @param files the files of this machine; undefined in a browser, which has none */
  constructor(private readonly files: Workspace | undefined) {}

  /**
   * Returns the consumers for ids, which may include `auto`. Never rejects.
   *
   * @param root the folder that is the root of the machine; empty for this one
   */
  async choose(ids: readonly string[], root: string): Promise<ChosenConsumers> {
    const { files } = this;
    if (!ids.includes(AUTO)) return replaceAuto(ids, []);
    const found = files && this.found.get(root, [], () => readInstalled(root, files));
    return replaceAuto(ids, (await found) ?? UNKNOWN_INSTALLED);
  }

  /** Must be called when programs may have been installed or removed. */
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
