import type { CancellationToken } from 'vscode-languageserver';
import { DescriptorDocument } from '../../descriptor/document';
import { findInstalled, joinSearchPath, SYSTEM_FOLDERS } from '../../descriptor/searchPath';
import { IMAGE_FOLDERS } from '../../descriptor/usualImages';
import {
  canBeNamed,
  findTypedFolder,
  fitsByName,
  getName,
  mayBeImage,
  type ImagePlace,
  type PathCandidate,
} from '../../features/completion/imagePaths';
import { listImages } from '../../features/images';
import { decodeUtf8 } from '../../text/utf8';
import { READ_LIMITS } from '../../workspace/limits';
import { makeRootedWorkspace, type RootedWorkspace } from '../../workspace/rootedWorkspace';
import type { FolderEntry } from '../../workspace/workspace';
import { toPath } from '../protocol/fromLsp';
import type { OpenDescriptor } from '../state/documents';
import type { Session } from '../state/session';

/** The maximum number of names read from a folder; others are left out until more of the name is typed. */
const MAX_NAMES = 1000;
/** The maximum number of images to read. */
const MAX_LOOKS = 64;
/** The maximum number of descriptors and folders to search for image paths. */
const MAX_DESCRIPTORS = 100;
const MAX_FOLDERS = 200;

/**
 * Lists the files of the machine that can be named: below the root in the settings, unless the descriptor is installed on this machine.
 * Other computers and devices are never read.
 */
export async function findPaths(
  place: ImagePlace,
  open: OpenDescriptor,
  session: Session,
  token: CancellationToken,
): Promise<readonly PathCandidate[]> {
  const { workspace, images } = session;
  if (!workspace) return [];
  const { root } = open.settings;
  const isHere = findInstalled(toPath(open.uri) ?? '', '') !== undefined;
  const machine = makeRootedWorkspace(isHere ? '' : root, workspace);
  const named = await listNamed(open, session, machine, token);
  const folder = findTypedFolder(place);
  const kinds = await listFolder(place, folder, machine);
  const parents = [
    ...IMAGE_FOLDERS,
    ...[...named.keys()].map((path) => path.slice(0, path.lastIndexOf('/'))),
  ];
  const paths = new Set([
    ...[...named.keys()].filter((path) => path.startsWith(folder ?? '')),
    ...(folder === undefined ? parents : kinds.keys()),
  ]);
  const look = images?.glance(open.settings.images);
  let looks = 0;
  const candidates: PathCandidate[] = [];
  for (const path of paths) {
    if (token.isCancellationRequested) break;
    const known = kinds.get(path);
    const found = known === 'file' || known === 'folder' ? known : (await machine.stat(path))?.kind;
    const kind = found === 'other' ? undefined : (found ?? 'missing');
    const namedBy =
      named.get(path) ??
      (kind === 'folder' && parents.some((each) => `${each}/`.startsWith(`${path}/`)) ? path : undefined);
    if (kind === undefined || (kind === 'missing' && namedBy === undefined)) continue;
    if (kind === 'file' && namedBy === undefined && !mayBeImage(getName(path), place)) continue;
    const host = kind === 'file' && looks++ < MAX_LOOKS ? await machine.toHost(path) : undefined;
    const seen = host === undefined ? undefined : await look?.(host);
    // JSON that is not a variable store.
    if (seen?.facts.content === 'json' && !seen.facts.json?.variables) continue;
    candidates.push({ path, kind, namedBy, seen });
  }
  return candidates;
}

/** Lists the contents of the typed folder by path, likely ones first. */
async function listFolder(
  place: ImagePlace,
  folder: string | undefined,
  machine: RootedWorkspace,
): Promise<ReadonlyMap<string, FolderEntry['kind']>> {
  // Files there are not on a disk, and reading some of them blocks.
  if (folder === undefined || /^\/+(?:dev|proc|sys)\//.test(folder)) return new Map();
  const found = await machine.entries(folder);
  const begun = place.typed.slice(folder.length).toLowerCase();
  const rank = (name: string): number =>
    Number(!name.toLowerCase().startsWith(begun)) * 2 + Number(!fitsByName(name, place));
  const names = ('entries' in found ? found.entries : [])
    .filter(({ name, kind }) => kind !== 'other' && canBeNamed(name))
    .map(({ name, kind }) => ({ path: folder + name, kind, rank: rank(name) }))
    .sort((a, b) => a.rank - b.rank);
  return new Map(names.slice(0, MAX_NAMES).map(({ path, kind }) => [path, kind]));
}

/** Lists the images that other descriptors name, each with the first descriptor: those of the machine, open ones and those in the workspace. */
async function listNamed(
  { uri, document, settings }: OpenDescriptor,
  { index }: Session,
  machine: RootedWorkspace,
  token: CancellationToken,
): Promise<ReadonlyMap<string, string>> {
  const named = new Map<string, string>();
  let descriptors = 0;
  const add = (other: DescriptorDocument, place: string): void => {
    descriptors++;
    const name = getName(place);
    for (const { path } of listImages(other))
      if (path.startsWith('/') && canBeNamed(path) && !((named.get(path) ?? '\uffff') <= name))
        named.set(path, name);
  };
  for (const folder of joinSearchPath(SYSTEM_FOLDERS, settings.directories)) {
    const found = await machine.entries(folder);
    for (const { name } of 'entries' in found ? found.entries : []) {
      const path = `${folder}/${name}`;
      if (!name.endsWith('.json') || descriptors >= MAX_DESCRIPTORS || path === toPath(uri)) continue;
      const content = await machine.read(path, READ_LIMITS.neighbour);
      const decoded = 'bytes' in content ? decodeUtf8(content.bytes) : undefined;
      if (decoded && 'text' in decoded) add(new DescriptorDocument(decoded.text, document.context), path);
    }
  }
  let folders = 0;
  const limit = {
    get isCancellationRequested() {
      return token.isCancellationRequested || folders > MAX_FOLDERS || descriptors > 2 * MAX_DESCRIPTORS;
    },
  };
  for await (const other of index.inWorkspace(limit, (count) => (folders = count)))
    if (other.uri !== uri) add(other.document, decodeURIComponent(other.uri));
  return named;
}
