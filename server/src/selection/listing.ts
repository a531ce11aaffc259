import type { Manner, Place } from '../consumers/manner';
import { getUserFolder, joinSearchPath } from '../descriptor/searchPath';
import { decodeLooseUtf8, decodeUtf8 } from '../text/utf8';
import { READ_LIMITS } from '../workspace/limits';
import type { Content } from '../workspace/workspace';
import { arrange, type Listed } from './arrange';
import { listFiles, type Files, type Unreadable } from './directory';
import type { Candidate } from './explain';

/** More files lie in no descriptor directory; what comes after them is not looked at. */
const MAX_ENTRIES = 10_000;

/** Who asks for firmware. */
export interface User {
  /** The folder of the user's configuration; undefined where nobody knows it. */
  readonly configuration?: string | undefined;
  /** The folder of the user's data; undefined where nobody knows it. */
  readonly data?: string | undefined;
  /** The folders of `$XDG_DATA_DIRS`, the most specific first; undefined where it is not set. */
  readonly sharedData?: readonly string[] | undefined;
  /** Whether the user has started the consumer, rather than the system. */
  readonly inSession: boolean;
  /** The directories that are searched besides its own. */
  readonly directories?: readonly string[] | undefined;
}

/** The directories that a consumer searches, the least specific first. */
export function listSearchPath({ places }: Manner, user: User): readonly string[] {
  const own = [...new Set(places.flatMap((place) => listFolders(place, user)))];
  return joinSearchPath(own, user.directories ?? []);
}

/** What counts where `$XDG_DATA_DIRS` is not set. [XDG Base Directory Specification] */
const SHARED_DATA: readonly string[] = ['/usr/local/share', '/usr/share'];

function listFolders(
  place: Place,
  { configuration, data, sharedData = SHARED_DATA, inSession }: User,
): readonly string[] {
  if ('folder' in place) return [place.folder];
  const list = (...folders: readonly (string | undefined)[]): string[] =>
    folders.flatMap((folder) => getUserFolder(folder) ?? []);
  switch (place.below) {
    case 'configuration':
      return list(configuration);
    case 'session-configuration':
      return inSession ? list(configuration) : [];
    case 'data':
      return list(data);
    case 'shared-data':
      return list(...[...sharedData].reverse());
  }
}

/** The files of a search path, as `arrange` has them. */
export async function listSearchedFiles(
  folders: readonly string[],
  manner: Manner,
  files: Files,
  tell?: (found: Unreadable) => void,
): Promise<readonly Listed[]> {
  const found = await Promise.all(folders.map((folder) => listFiles(folder, files, MAX_ENTRIES, tell)));
  return arrange(found, manner);
}

/** All that is read of a search path, in bytes; what comes after that is called too large. */
const MAX_TOTAL_BYTES = 64 * 1024 * 1024;

/** The same with what is in the files that take part in the selection. */
export async function openCandidates(listed: readonly Listed[], files: Files): Promise<readonly Candidate[]> {
  const opened: Candidate[] = [];
  let left = MAX_TOTAL_BYTES;
  for (const file of listed) {
    const content = await openCandidate(file, files, Math.min(left, READ_LIMITS.candidate));
    if (content && 'bytes' in content) left -= content.bytes.length;
    opened.push({ ...file, ...(content && decode(content)) });
  }
  return opened;
}

/** Undefined for a file that takes no part. */
async function openCandidate(
  { standing, kind, path }: Listed,
  files: Files,
  limit: number,
): Promise<Content | undefined> {
  if (standing !== 'read') return undefined;
  // Of devices only /dev/null can be meant, and what others hold might never end.
  return kind === 'device' ? { bytes: new Uint8Array() } : files.read(path, limit);
}

function decode(content: Content): Pick<Candidate, 'text' | 'isRepaired' | 'invalid' | 'problem'> {
  if ('problem' in content) return content;
  const decoded = decodeUtf8(content.bytes);
  if ('text' in decoded) return { text: decoded.text };
  const text = decodeLooseUtf8(content.bytes);
  const { invalid } = decoded;
  return text === undefined ? { invalid } : { text, isRepaired: true, invalid };
}
