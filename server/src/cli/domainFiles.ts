/** Reads the guests in files with libvirt domains. */
import type { Guest } from '../consumers/guest';
import { readDomains, type DomainDefaults } from '../consumers/libvirt/domain';
import { isDomainPath } from '../domain/recognise';
import { LineIndex } from '../text/lineIndex';
import { t } from '../text/translations';
import { decodeUtf8 } from '../text/utf8';
import { describeFileProblem } from '../workspace/fileProblem';
import { READ_LIMITS } from '../workspace/limits';
import { comparePaths } from '../workspace/walk';
import type { Workspace } from '../workspace/workspace';
import { FileError, readStandardInput, recogniseDomain, takeBytes } from './files';

/** A guest of a file. */
export interface NamedGuest {
  readonly path: string;
  /** Its name in the definition; null without one. */
  readonly name: string | null;
  /** Its file, and its name if the file contains several guests. */
  readonly label: string;
  readonly guest: Guest;
}

/** Why a file or one of its guests cannot be read, in a line. */
export interface UnreadGuest {
  readonly problem: string;
}

/** Guests one after the other. Those of a file are a list. */
export type Guests = readonly (NamedGuest | UnreadGuest)[] | AsyncIterable<NamedGuest | UnreadGuest>;

/** Throws FileError if a folder has no guests and nothing was said about it. */
export function requireGuests(count: number, isUnread: boolean, folder: string): void {
  if (count === 0 && !isUnread) throw new FileError(t('{0}: no libvirt domains in this folder', folder));
}

/** Lists the guests in a file, or in standard input for `-`. */
export async function readDomainFile(
  file: string,
  files: Workspace,
  host: DomainDefaults,
): Promise<readonly (NamedGuest | UnreadGuest)[]> {
  try {
    const bytes =
      file === '-' ? await readStandardInput() : takeBytes(await files.read(file, READ_LIMITS.descriptor));
    return listGuests(file, bytes, host);
  } catch (error) {
    if (error instanceof FileError) return [{ problem: `${file}: ${error.message}` }];
    throw error;
  }
}

/** Lists the guests in the `.xml` files of a folder, sorted by name. Other files are left out. */
export async function* readDomainFolder(
  folder: string,
  files: Workspace,
  host: DomainDefaults,
): AsyncGenerator<NamedGuest | UnreadGuest> {
  const found = await files.entries(folder);
  if ('problem' in found) {
    yield { problem: `${folder}: ${describeFileProblem(found.problem)}` };
    return;
  }
  const names = found.entries.filter(({ name, kind }) => kind !== 'folder' && isDomainPath(name));
  for (const name of names.map((entry) => entry.name).sort(comparePaths)) {
    const file = `${folder.replace(/(?<=.)\/+$/, '')}/${name}`;
    try {
      const bytes = recogniseDomain(await files.read(file, READ_LIMITS.domain));
      if (bytes) yield* listGuests(file, bytes, host);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      yield { problem: `${file}: ${error.message}` };
    }
  }
}

function listGuests(
  path: string,
  bytes: Uint8Array,
  host: DomainDefaults,
): readonly (NamedGuest | UnreadGuest)[] {
  const decoded = decodeUtf8(bytes);
  if ('invalid' in decoded) return [{ problem: t('{0}: not valid UTF-8', path) }];
  const found = readDomains(decoded.text, host);
  const lines = new LineIndex(decoded.text);
  return found.map((each) => {
    if ('guest' in each) {
      const { guest, name = null } = each;
      return { path, name, label: found.length > 1 && name !== null ? `${path}: ${name}` : path, guest };
    }
    const { line, character } = lines.positionAt(each.offset);
    return { problem: `${path}:${line + 1}:${character + 1}: ${each.message}` };
  });
}
