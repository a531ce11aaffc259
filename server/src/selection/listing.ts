import type { Manner } from '../consumers/manner';
import { getUserFolder } from '../descriptor/searchPath';
import { decodeUtf8 } from '../text/utf8';
import { READ_LIMITS } from '../workspace/limits';
import { arrange, type Listed } from './arrange';
import { listFiles, type Files } from './directory';
import type { Candidate } from './explain';

/** More files lie in no descriptor directory; what comes after them is not looked at. */
const MAX_ENTRIES = 10_000;

/** Who asks for firmware. */
export interface User {
  /** The folder of the user's configuration; undefined where nobody knows it. */
  readonly configuration?: string | undefined;
  /** Whether the user has started the consumer, rather than the system. */
  readonly inSession: boolean;
}

/** The directories that a consumer searches, the least specific first. */
export function listSearchPath(
  { systemFolders, usersFolder }: Manner,
  { configuration, inSession }: User,
): readonly string[] {
  const isSearched = usersFolder === 'always' || (usersFolder === 'session' && inSession);
  return isSearched && configuration !== undefined
    ? [...systemFolders, getUserFolder(configuration)]
    : systemFolders;
}

/** The files of a search path, as `arrange` has them. */
export async function listSearchedFiles(
  folders: readonly string[],
  manner: Manner,
  files: Files,
): Promise<readonly Listed[]> {
  const found = await Promise.all(folders.map((folder) => listFiles(folder, files, MAX_ENTRIES)));
  return arrange(found, manner);
}

/** The same with what is in the files that take part in the selection. */
export async function openCandidates(listed: readonly Listed[], files: Files): Promise<readonly Candidate[]> {
  return Promise.all(
    listed.map(async (file): Promise<Candidate> => {
      if (file.standing !== 'read') return file;
      // Of devices only /dev/null can be meant, and what others hold might never end.
      const content =
        file.kind === 'device'
          ? { bytes: new Uint8Array() }
          : await files.read(file.path, READ_LIMITS.candidate);
      if ('problem' in content) return file;
      const decoded = decodeUtf8(content.bytes);
      return 'text' in decoded ? { ...file, text: decoded.text } : file;
    }),
  );
}
