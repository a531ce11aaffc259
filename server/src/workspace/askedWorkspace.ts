import { clampRange } from '../text/byteRange';
import type { FileProblem } from './fileProblem';
import type { FileStat, FolderEntry, NoContent, OpenFile, WalkLimits, Workspace } from './workspace';

/** Questions to a program that reads files on request, such as the client of a server in a browser. Its answers are not trusted. */
export interface FileAsker {
  /** Returns `{ kind, size, time }`, where kind is that of the path itself, and the time in milliseconds, 0 if it is unknown; else anything. */
  stat(path: string): Promise<unknown>;
  /** Returns `{ entries }`, a list of `{ name, kind }`, or `{ problem }`. */
  list(folder: string): Promise<unknown>;
  /** Returns `{ bytes }`, or `{ problem }`. */
  read(path: string, limit: number): Promise<unknown>;
}

/** The largest file that is opened to be read in parts, in bytes: it is read at once. The images for ARM virtual machines have this size. */
const MAX_OPENED = 64 * 1024 * 1024;

/** Each folder and each file is a message, and in a virtual workspace a download. */
const WALK: WalkLimits = { depth: 16, folders: 500, files: 500 };

/**
 * Makes a workspace of files that another program reads. It cannot read the targets of links: links lead nowhere, so nothing leads out of a
 * folder that is used as a root.
 */
export function makeAskedWorkspace(asker: FileAsker): Workspace {
  const findKind = async (path: string): Promise<Found> => readStat(await asker.stat(path));
  return {
    walkLimits: WALK,
    async stat(path) {
      const found = await findKind(path);
      return found && { ...found, kind: found.kind === 'link' ? 'other' : found.kind };
    },
    async entries(folder) {
      const answer = await asker.list(folder);
      const entries = isRecord(answer) && Array.isArray(answer.entries) ? answer.entries : undefined;
      return entries ? { entries: entries.flatMap(readEntry).sort(compareNames) } : readProblem(answer);
    },
    async folderIdentity(path) {
      return (await findKind(path))?.kind === 'folder' ? path.replace(/(?<=.)\/+$/, '') : undefined;
    },
    async read(path, limit) {
      const answer = await asker.read(path, limit);
      if (!isRecord(answer) || !(answer.bytes instanceof Uint8Array)) return readProblem(answer);
      return answer.bytes.length > limit
        ? { problem: { kind: 'too-large', limit } }
        : { bytes: answer.bytes };
    },
    async open(path) {
      const found = await findKind(path);
      if (found?.kind !== 'file') return { problem: { kind: found ? explainKind(found.kind) : 'missing' } };
      if (found.size > MAX_OPENED) return { problem: { kind: 'too-large', limit: MAX_OPENED } };
      return openWhole(found.size, () => this.read(path, MAX_OPENED));
    },
    linkTarget: async (path) => ((await findKind(path))?.kind === 'link' ? NOWHERE : undefined),
  };
}

/** No file has this name. */
const NOWHERE = '\0';

type Found = (Omit<FileStat, 'kind'> & { readonly kind: FolderEntry['kind'] }) | undefined;

const KINDS: readonly unknown[] = ['file', 'folder', 'link', 'other'] satisfies FolderEntry['kind'][];

function isKind(value: unknown): value is FolderEntry['kind'] {
  return KINDS.includes(value);
}

function explainKind(kind: FolderEntry['kind']): 'folder' | 'missing' | 'not-regular' {
  if (kind === 'folder') return kind;
  return kind === 'link' ? 'missing' : 'not-regular';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function readStat(answer: unknown): Found {
  if (!isRecord(answer)) return undefined;
  const { kind, size, time } = answer;
  if (!isKind(kind) || typeof size !== 'number' || !(size >= 0)) return undefined;
  // A file system without times cannot tell when a file has changed.
  const isKnown = typeof time === 'number' && time > 0;
  return { kind, size, ...(isKnown && { revision: `${time} ${size}` }) };
}

function readEntry(entry: unknown): FolderEntry[] {
  if (!isRecord(entry)) return [];
  const { name, kind } = entry;
  const isName = typeof name === 'string' && !/^\.{0,2}$|[/\0]/.test(name);
  return isName && isKind(kind) ? [{ name, kind }] : [];
}

function compareNames(a: FolderEntry, b: FolderEntry): number {
  return a.name < b.name ? -1 : Number(a.name > b.name);
}

const SIMPLE: readonly unknown[] = [
  'missing',
  'denied',
  'folder',
  'not-regular',
] satisfies FileProblem['kind'][];

function readProblem(answer: unknown): NoContent {
  const { kind, limit } = isRecord(answer) && isRecord(answer.problem) ? answer.problem : {};
  if (kind === 'too-large' && typeof limit === 'number') return { problem: { kind, limit } };
  if (SIMPLE.includes(kind)) return { problem: { kind } as FileProblem };
  return { problem: { kind: 'failed', code: 'no answer' } };
}

/** Makes a file that is read once, with the first part of it. */
function openWhole(size: number, readAll: () => ReturnType<Workspace['read']>): OpenFile {
  let content: Promise<Uint8Array> | undefined;
  const load = async (): Promise<Uint8Array> => {
    const found = await readAll();
    if ('bytes' in found) return found.bytes;
    throw new Error(found.problem.kind);
  };
  return {
    size,
    async read(start, count) {
      const bytes = await (content ??= load());
      const { offset, length } = clampRange(start, count, bytes.length);
      return bytes.subarray(offset, offset + length);
    },
    close() {
      content = undefined;
      return Promise.resolve();
    },
  };
}
