import type { Manner } from '../consumers/manner';
import { getUserFolder, joinSearchPath } from '../descriptor/searchPath';
import { decodeUtf8 } from '../text/utf8';
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
  /** Whether the user has started the consumer, rather than the system. */
  readonly inSession: boolean;
  /** The directories that are searched besides its own. */
  readonly directories?: readonly string[] | undefined;
}

/** The directories that a consumer searches, the least specific first. */
export function listSearchPath(
  { systemFolders, usersFolder }: Manner,
  { configuration, inSession, directories = [] }: User,
): readonly string[] {
  const isSearched = usersFolder === 'always' || (usersFolder === 'session' && inSession);
  const own =
    isSearched && configuration !== undefined
      ? [...systemFolders, getUserFolder(configuration)]
      : systemFolders;
  return joinSearchPath(own, directories);
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

function decode(content: Content): Pick<Candidate, 'text' | 'problem'> {
  if ('problem' in content) return content;
  const decoded = decodeUtf8(content.bytes);
  return 'text' in decoded ? { text: decoded.text } : {};
}
