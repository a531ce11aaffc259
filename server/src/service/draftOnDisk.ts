import type { ImageFiles } from '../drafting/neighbours';
import type { DraftWish, Proposal } from '../drafting/question';
import { makeRootedWorkspace } from '../workspace/rootedWorkspace';
import type { Workspace } from '../workspace/workspace';
import { lookIntoImage } from './lookIntoImage';
import { proposeDraft } from './proposeDraft';

/**
 * Proposes a descriptor for images in files.
 *
 * @param root the root of the machine with the images; undefined for this one
 */
export async function draftOnDisk(
  wish: DraftWish,
  root: string | undefined,
  files: Workspace,
): Promise<Proposal> {
  const workspace = root === undefined ? files : makeRootedWorkspace(root, files);
  const names = async (folder: string): Promise<readonly string[]> => {
    const found = await workspace.entries(folder);
    return 'entries' in found ? found.entries.map(({ name }) => name) : [];
  };
  const look: ImageFiles['look'] = async (path) => {
    const found = await lookIntoImage(path, 'all', workspace).catch(() => undefined);
    return found && 'facts' in found ? found : undefined;
  };
  return proposeDraft(wish, { look, names });
}
