import type { Chooser, SameFile } from '../consumers/chooser';
import type { Guest } from '../consumers/guest';
import type { SchemaContext } from '../descriptor/schemaContext';
import type { Files } from '../selection/directory';
import {
  explainReadCandidates,
  readCandidates,
  type Candidate,
  type Explanation,
  type ReadCandidate,
} from '../selection/explain';
import { findRealPath } from '../workspace/rootedWorkspace';
import type { Workspace } from '../workspace/workspace';

/** The files of the machine that is asked about, by their paths there. */
export type HostFiles = Files & Pick<Workspace, 'linkTarget'>;

/**
 * Which firmware a consumer gives to a guest, with what the machine's files have to do with it: where links lead, and which images are
 * missing.
 *
 * @param context the schema whose terms the reasons are put in
 */
export async function explainGuest(
  guest: Guest,
  candidates: readonly Candidate[],
  chooser: Chooser,
  context: SchemaContext,
  files: HostFiles,
): Promise<Explanation> {
  const read = readCandidates(guest, candidates, chooser, context);
  const isSameFile = chooser.followsLinks ? await compareFiles(guest, read, files) : undefined;
  const found = explainReadCandidates(guest, read, chooser, { isSameFile });
  if (found.outcome !== 'none') return found;
  const isMissing = await findMissing(read, files);
  return explainReadCandidates(guest, read, chooser, { isSameFile, isMissing });
}

/** Whether paths lead to one file, for those that the guest and the descriptors name. Undefined where the guest names none. */
async function compareFiles(
  { loader, nvramTemplate, varstoreTemplate }: Guest,
  read: readonly ReadCandidate[],
  files: HostFiles,
): Promise<SameFile | undefined> {
  const wanted = [loader, nvramTemplate, varstoreTemplate].filter((path) => path !== undefined);
  if (wanted.length === 0) return undefined;
  const real = new Map<string, string | undefined>();
  for (const path of new Set([...wanted, ...listImages(read)])) real.set(path, await findFile(path, files));
  return (one, other) => {
    const found = real.get(one);
    return one === other || (found !== undefined && found === real.get(other));
  };
}

/** Undefined where nothing is there: then only the text of the path counts. */
async function findFile(path: string, files: HostFiles): Promise<string | undefined> {
  return path.startsWith('/') && (await files.stat(path)) ? findRealPath(path, files) : undefined;
}

async function findMissing(
  read: readonly ReadCandidate[],
  files: HostFiles,
): Promise<(path: string) => boolean> {
  const missing = new Set<string>();
  for (const path of new Set(listImages(read)))
    if (path.startsWith('/') && !(await files.stat(path))) missing.add(path);
  return (path) => missing.has(path);
}

/** The images and templates that descriptors name. */
function listImages(read: readonly ReadCandidate[]): readonly string[] {
  return read
    .flatMap(({ firmware }) => [firmware?.file, firmware?.template, firmware?.storeTemplate])
    .filter((path) => path !== undefined);
}
