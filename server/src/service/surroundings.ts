import { DescriptorDocument } from '../descriptor/document';
import type { SchemaContext } from '../descriptor/schemaContext';
import { findInstalled, type Installed } from '../descriptor/searchPath';
import { LIBVIRT_MANNER } from '../consumers/libvirt/releases';
import { makeSelectionKey } from '../consumers/libvirt/selectionKey';
import type { DirectoryEntry, EarlierDescriptor, Surroundings } from '../descriptor/surroundings';
import { decodeUtf8 } from '../text/utf8';
import { READ_LIMITS } from '../workspace/limits';
import { makeRootedWorkspace, makeWorkspaceAround } from '../workspace/rootedWorkspace';
import type { Workspace } from '../workspace/workspace';
import { arrange, type Listed } from '../selection/arrange';
import { listFiles, type NamedFile, type Unreadable } from '../selection/directory';
import { findNamedImages, type LookInto } from './namedImages';
import { findUnsearched, type Search } from './unsearched';

/** More files than any descriptor directory has; further files are ignored. */
const MAX_ENTRIES = 500;

/** The computer whose files are read. */
export interface HostFiles {
  /** The folder that is the root of its file system; empty for this machine. */
  readonly root: string;
  /** The directory of the user's own descriptors, if known. */
  readonly ownFolder?: string | undefined;
  /** The programs that search for descriptors; undefined if that does not matter. */
  readonly search?: Search | undefined;
}

/**
 * Returns the files around a descriptor on a machine. Undefined if the file is in none of the directories that consumers search and no
 * root is given: then it is unknown what belongs to it.
 *
 * @param file the absolute path of the descriptor, with `/`
 * @param workspace the files of this machine
 * @param look undefined if images are not read
 * @param directories what is known about the files around it
 */
export async function findSurroundings(
  document: DescriptorDocument,
  file: string,
  { root, ownFolder, search }: HostFiles,
  workspace: Workspace,
  look?: LookInto,
  directories: Directories = makeDirectories(makeWorkspaceAround(root, workspace)),
): Promise<Surroundings | undefined> {
  const installed = findInstalled(file, root, ownFolder, search?.user.directories);
  const machine = makeRootedWorkspace(root, workspace);
  const unsearchedBy = installed || !search ? undefined : await findUnsearched(file, root, search, machine);
  if (!installed && root === '') return unsearchedBy && { missingImages: new Map(), unsearchedBy };
  const entry = installed && (await findEntry(installed, document.context, directories));
  return { ...(await findNamedImages(document, machine, look)), entry, unsearchedBy };
}

/** What descriptor directories show about the files in them. */
export interface Directories {
  /** Returns the files of these folders, the least specific first, both for each folder and in the order in which all are read. */
  list(folders: readonly string[]): Promise<Listing>;
  /** Returns what libvirt could select in a file; undefined if it could select nothing. */
  describe(path: string, context: SchemaContext): Promise<EarlierDescriptor | undefined>;
}

export interface Listing {
  readonly found: readonly (readonly NamedFile[])[];
  readonly listed: readonly Listed[];
}

/** Reads the directories each time. @param tell receives a directory that exists but cannot be read */
export function makeDirectories(workspace: Workspace, tell?: (found: Unreadable) => void): Directories {
  return {
    async list(folders) {
      const found = await Promise.all(folders.map((each) => listFiles(each, workspace, MAX_ENTRIES, tell)));
      return { found, listed: arrange(found, LIBVIRT_MANNER) };
    },
    async describe(path, context) {
      const content = await workspace.read(path, READ_LIMITS.neighbour);
      const decoded = 'bytes' in content ? decodeUtf8(content.bytes) : undefined;
      if (!decoded || 'invalid' in decoded) return undefined;
      const document = new DescriptorDocument(decoded.text, context, path);
      const key = makeSelectionKey(document);
      const format = document.view.mapping?.executable?.format?.value;
      return key === undefined ? undefined : { path, key, format };
    },
  };
}

/** Returns what is around a file in a directory; undefined if the file is missing. */
export async function findEntry(
  { name, folder, folders }: Installed,
  context: SchemaContext,
  directories: Directories,
): Promise<DirectoryEntry | undefined> {
  const { found, listed } = await directories.list(folders);
  const own = listed.find(({ path }) => path === `${folder}/${name}`);
  if (!own) return undefined;
  const replacedBy = listed.find(({ path }) => path === own.by);
  const others = replacedBy ? [] : listed.filter((other) => other.standing === 'read' && other.name !== name);
  const describe = async (isWanted: (other: Listed) => boolean): Promise<EarlierDescriptor[]> => {
    const described = others.filter(isWanted).map(({ path }) => directories.describe(path, context));
    return (await Promise.all(described)).flatMap((descriptor) => descriptor ?? []);
  };
  return {
    name,
    kind: own.kind,
    ...(replacedBy && { replacedBy: { path: replacedBy.path, kind: replacedBy.kind } }),
    replaces: found
      .slice(0, folders.indexOf(folder))
      .some((files) => files.some((other) => other.name === name)),
    earlier: await describe((other) => other.name < name),
    later: await describe((other) => other.name > name),
  };
}
