import type { Entries, FileStat, Workspace } from '../workspace/workspace';

/** A record of what was read from files: plain data, which threads exchange. */
export interface FilesRecord {
  readonly stats: ReadonlyMap<string, FileStat | undefined>;
  readonly entries: ReadonlyMap<string, Entries>;
  readonly links: ReadonlyMap<string, string | undefined>;
}

/**
 * The files, and what was read from them so far. Reading a file also records its size and revision. Of several answers about a file, the
 * first one counts: what was derived from it may be in use.
 */
export function recordFiles(files: Workspace): {
  readonly files: Workspace;
  readonly record: FilesRecord;
} {
  const stats = new Map<string, FileStat | undefined>();
  const entries = new Map<string, Entries>();
  const links = new Map<string, string | undefined>();
  const stat: Workspace['stat'] = async (path) => {
    return recordFirst(stats, path, await files.stat(path));
  };
  return {
    record: { stats, entries, links },
    files: {
      stat,
      async entries(folder) {
        return recordFirst(entries, folder, await files.entries(folder));
      },
      async read(path, limit) {
        // Before it is read, so a write in between counts as a change.
        if (!stats.has(path)) await stat(path);
        return files.read(path, limit);
      },
      async folderIdentity(path) {
        await stat(path);
        return files.folderIdentity(path);
      },
      async open(path) {
        await stat(path);
        return files.open(path);
      },
      async linkTarget(path) {
        return recordFirst(links, path, await files.linkTarget(path));
      },
    },
  };
}

/** @returns what was found now */
function recordFirst<Found>(record: Map<string, Found>, path: string, found: Found): Found {
  if (!record.has(path)) record.set(path, found);
  return found;
}

/** Returns whether reading the files again would give the same. Files with an unknown revision might not. */
export async function saysTheSame(
  { stats, entries, links }: FilesRecord,
  files: Workspace,
): Promise<boolean> {
  const answers = await Promise.all([
    ...[...stats].map(async ([path, known]) => isSameStat(known, await files.stat(path))),
    ...[...entries].map(async ([folder, known]) => isSameList(known, await files.entries(folder))),
    ...[...links].map(async ([path, known]) => known === (await files.linkTarget(path))),
  ]);
  return answers.every(Boolean);
}

function isSameStat(known: FileStat | undefined, found: FileStat | undefined): boolean {
  if (!known || !found) return known === found;
  if (known.kind !== 'file') return known.kind === found.kind;
  return found.kind === 'file' && known.size === found.size && isSameRevision(known.revision, found.revision);
}

function isSameRevision(known: string | undefined, found: string | undefined): boolean {
  return known !== undefined && known === found;
}

function isSameList(known: Entries, found: Entries): boolean {
  if ('problem' in known || 'problem' in found)
    return 'problem' in known && 'problem' in found && known.problem.kind === found.problem.kind;
  const [before, now] = [known.entries, found.entries];
  return (
    before.length === now.length &&
    before.every(({ name, kind }, index) => name === now[index]?.name && kind === now[index].kind)
  );
}
