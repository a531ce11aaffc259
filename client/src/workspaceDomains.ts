import { FileType, window, workspace } from 'vscode';
import type { TextDocument, Uri } from 'vscode';
import { isDomain, startsDomain } from './domainText';

/** What is looked at to find the domains of a workspace. Longer files are no domains, and more of them are not listed. */
const LIMITS = { files: 200, bytes: 256 * 1024, domains: 50 };

/** The domains in editors, that of the active one first. */
export function listOpenDomains(): readonly TextDocument[] {
  const active = window.activeTextEditor?.document;
  const others = workspace.textDocuments.filter((document) => document !== active);
  return [...(active ? [active] : []), ...others].filter(isDomain);
}

/** The XML files of the workspace that look like domains, by their paths; none where nobody can search. */
export async function findWorkspaceDomains(): Promise<readonly Uri[]> {
  const found: Uri[] = [];
  for (const file of await findXmlFiles()) {
    if (found.length === LIMITS.domains) break;
    if (await holdsDomain(file)) found.push(file);
  }
  return found;
}

async function findXmlFiles(): Promise<Uri[]> {
  try {
    const found = await workspace.findFiles('**/*.xml', '**/node_modules/**', LIMITS.files);
    return found.sort((one, other) => (one.path < other.path ? -1 : 1));
  } catch {
    return [];
  }
}

async function holdsDomain(file: Uri): Promise<boolean> {
  try {
    const { type, size } = await workspace.fs.stat(file);
    if ((type & FileType.File) === 0 || size > LIMITS.bytes) return false;
    return startsDomain(new TextDecoder().decode(await workspace.fs.readFile(file)));
  } catch {
    return false;
  }
}
