import type { Manner, Place } from '../consumers/manner';
import { getUserFolder, joinSearchPath } from '../descriptor/searchPath';
import { decodeLooseUtf8, decodeUtf8 } from '../text/utf8';
import { READ_LIMITS } from '../workspace/limits';
import type { Content } from '../workspace/workspace';
import { arrange, type Listed } from './arrange';
import { listFiles, type Files, type Unreadable } from './directory';
import type { Candidate } from './explain';

/** More files than any descriptor directory has; further files are ignored. */
const MAX_ENTRIES = 10_000;

/** The user and settings for which a consumer searches. */
export interface User {
  /** The user's configuration folder; undefined if unknown. */
  readonly configuration?: string | undefined;
  /** The user's data folder; undefined if unknown. */
  readonly data?: string | undefined;
  /** The folders of `$XDG_DATA_DIRS`, the most specific first; undefined if it is not set. */
  readonly sharedData?: readonly string[] | undefined;
  /** Whether the user rather than the system starts the consumer. */
  readonly inSession: boolean;
  /** Directories to search in addition to the consumer's own. */
  readonly directories?: readonly string[] | undefined;
}

/** Lists the directories that a consumer searches, the least specific first. */
export function listSearchPath({ places }: Manner, user: User): readonly string[] {
  const own = [...new Set(places.flatMap((place) => listFolders(place, user)))];
  return joinSearchPath(own, user.directories ?? []);
}

/** The default for `$XDG_DATA_DIRS`. [XDG Base Directory Specification] */
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

/** Lists the files of a search path in the order of `arrange`. */
export async function listSearchedFiles(
  folders: readonly string[],
  manner: Manner,
  files: Files,
  tell?: (found: Unreadable) => void,
): Promise<readonly Listed[]> {
  const found = await Promise.all(folders.map((folder) => listFiles(folder, files, MAX_ENTRIES, tell)));
  return arrange(found, manner);
}

/** The total size of the files that are read, in bytes; further files are reported as too large. */
const MAX_TOTAL_BYTES = 64 * 1024 * 1024;

/** The same with the text of the files that take part in the selection. */
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

/** Returns undefined for a file that takes no part. */
async function openCandidate(
  { standing, kind, path }: Listed,
  files: Files,
  limit: number,
): Promise<Content | undefined> {
  if (standing !== 'read') return undefined;
  // The only device that can be meant is /dev/null, and others might never end.
  return kind === 'device' ? { bytes: new Uint8Array() } : files.read(path, limit, kind === 'file');
}

function decode(content: Content): Pick<Candidate, 'text' | 'isRepaired' | 'invalid' | 'problem'> {
  if ('problem' in content) return content;
  const decoded = decodeUtf8(content.bytes);
  if ('text' in decoded) return { text: decoded.text };
  const text = decodeLooseUtf8(content.bytes);
  const { invalid } = decoded;
  return text === undefined ? { invalid } : { text, isRepaired: true, invalid };
}
