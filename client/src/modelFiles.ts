import { FileType, Uri, workspace } from 'vscode';
import type { TextDocument } from 'vscode';
import type { HostPathRequest, SearchPathRequest } from '../../server/src/lsp/protocol/customRequests';
import { toMachineUri } from './machineFiles';
import { isLocalFile, isLocalPath } from './places';
import type { ToolHost } from './modelTools';
import { t } from './texts';

/** No program reads a larger descriptor or domain, in bytes. */
const MAX_SIZE = 1024 * 1024;
const MAX_PATH = 4096;

/**
 * Opens a file that a language model names: in the workspace, or a descriptor in a directory that is searched for them. No link leads out of
 * the workspace. The document is not shown.
 *
 * @param path anything; accepted are a path relative to a folder of the workspace, an absolute path, and a URI
 * @throws an error whose message tells the model what is wrong
 */
export async function openNamedFile(path: unknown, host: ToolHost): Promise<TextDocument> {
  if (
    typeof path !== 'string' ||
    path === '' ||
    path.length > MAX_PATH ||
    /(?:^|[\\/])\.\.(?:[\\/]|$)/.test(path)
  )
    throw new Error(t('Name a file by its path, without “..”.'));
  for (const uri of listPlaces(path)) {
    const real = await resolveInWorkspace(uri, host);
    if (real && (await isSmallFile(real))) return openDocument(real, host);
  }
  const installed = await findInstalled(path, host);
  if (installed && (await isSmallFile(installed))) return openDocument(installed, host);
  throw new Error(
    t(
      '{0} cannot be read: it must be a file of at most 1 MiB, in the workspace or in a directory of descriptors.',
      path,
    ),
  );
}

/** Lists the files that a path may name. */
function listPlaces(path: string): Uri[] {
  const folders = (workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  if (/^[a-z][\w+.-]+:\/\//i.test(path)) return parseUri(path);
  if (!isAbsolute(path)) return folders.map((folder) => Uri.joinPath(folder, path));
  // Workspaces of other schemes have absolute paths, too.
  return folders.map((folder) => (folder.scheme === 'file' ? Uri.file(path) : folder.with({ path })));
}

const isAbsolute = (path: string): boolean => /^(?:[\\/]|[A-Za-z]:)/.test(path);

function parseUri(text: string): Uri[] {
  try {
    const uri = Uri.parse(text, true);
    // Encoded dots are dots.
    return /(?:^|\/)\.\.(?:\/|$)/.test(uri.path) ? [] : [uri];
  } catch {
    return [];
  }
}

/** Returns where a file of the workspace is, with links followed inside its folder; undefined for any other file. */
async function resolveInWorkspace(uri: Uri, { server, hasFiles }: ToolHost): Promise<Uri | undefined> {
  const folder = workspace.getWorkspaceFolder(uri)?.uri;
  if (!folder) return undefined;
  if (!hasFiles || uri.scheme !== 'file') return uri;
  if (!isLocalFile(folder)) return undefined;
  const root = folder.fsPath.replaceAll('\\', '/').replace(/\/$/, '');
  const inside = `/${uri.path.slice(folder.path.length).replace(/^\/+/, '')}`;
  const found = await server.request<HostPathRequest>('qemuFirmware/hostPath', { root, path: inside });
  if (found === null) return undefined;
  // The document may be open under the name with links.
  return found === root + inside ? uri : Uri.file(found);
}

/** Finds a descriptor of the machine that the settings name, by its path there or on this machine. */
async function findInstalled(path: string, { server, hasFiles }: ToolHost): Promise<Uri | undefined> {
  if (!hasFiles || !isLocalPath(path) || !path.endsWith('.json')) return undefined;
  const list = await server.request<SearchPathRequest>('qemuFirmware/searchPath', {});
  if (!list) return undefined;
  const { root, folders } = list;
  const places = path.startsWith(`${root}/`) ? [path.slice(root.length), path] : [path];
  const place = places.find((each) => folders.includes(each.slice(0, each.lastIndexOf('/'))));
  if (place === undefined) return undefined;
  const found = await server.request<HostPathRequest>('qemuFirmware/hostPath', { root, path: place });
  return found === null ? undefined : toMachineUri(found);
}

async function isSmallFile(uri: Uri): Promise<boolean> {
  try {
    const { type, size } = await workspace.fs.stat(uri);
    return (type & FileType.File) !== 0 && size <= MAX_SIZE;
  } catch {
    return false;
  }
}

/** Opens a document in the language that its content has. */
async function openDocument(uri: Uri, { documents }: ToolHost): Promise<TextDocument> {
  try {
    const document = await workspace.openTextDocument(uri);
    await documents.decide(document);
    return document;
  } catch {
    // Its message would be for a person.
    throw new Error(t('{0} cannot be read as text.', uri.fsPath));
  }
}
