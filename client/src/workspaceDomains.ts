import { FileType, Uri, window, workspace } from 'vscode';
import type { TextDocument } from 'vscode';
import { startsDomain } from '../../server/src/domain/recognise';
import { isDomain } from './domainText';

/** The limits of the search for domains in a workspace: folder entries, size of XML files in bytes, and domains. */
const LIMITS = { entries: 5000, files: 200, bytes: 256 * 1024, domains: 50 };

/** Lists the domains in editors, that of the active one first. */
export function listOpenDomains(): readonly TextDocument[] {
  const active = window.activeTextEditor?.document;
  const others = workspace.textDocuments.filter((document) => document !== active);
  return [...(active ? [active] : []), ...others].filter(isDomain);
}

/**
 * Finds the XML files of the workspace that look like domains, those in the upper folders first. VS Code's own search is not used: it is a
 * program that not every host has.
 */
export async function findWorkspaceDomains(): Promise<readonly Uri[]> {
  const found: Uri[] = [];
  for (const file of await findXmlFiles()) {
    if (found.length === LIMITS.domains) break;
    if (await holdsDomain(file)) found.push(file);
  }
  return found;
}

/** Visits folders level by level, without hidden folders, packages and links. */
async function findXmlFiles(): Promise<Uri[]> {
  const folders = (workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  const found: Uri[] = [];
  let left = LIMITS.entries;
  for (const folder of folders) {
    if (left === 0) break;
    for (const [name, type] of (await listEntries(folder)).slice(0, left)) {
      left -= 1;
      const entry = Uri.joinPath(folder, name);
      if (type === FileType.Directory && !/^\.|^node_modules$/.test(name)) folders.push(entry);
      if (type === FileType.File && name.endsWith('.xml') && found.length < LIMITS.files) found.push(entry);
    }
  }
  return found;
}

/** Lists entries by name; none if the folder cannot be read. */
async function listEntries(folder: Uri): Promise<[string, FileType][]> {
  try {
    const entries = await workspace.fs.readDirectory(folder);
    return entries.sort(([one], [other]) => (one < other ? -1 : 1));
  } catch {
    return [];
  }
}

async function holdsDomain(file: Uri): Promise<boolean> {
  try {
    const { size } = await workspace.fs.stat(file);
    if (size > LIMITS.bytes) return false;
    return startsDomain(new TextDecoder().decode(await workspace.fs.readFile(file)));
  } catch {
    return false;
  }
}
