import { closeSync, constants, fstatSync, openSync, promises, readSync, statSync, type Stats } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { clampRange } from '../text/byteRange';
import { hasLostBytes, toFileProblem, type FileProblem } from './fileProblem';
import { LimitedBytes } from './limitedBytes';
import type { Content, NoContent, OpenFile } from './workspace';

/** Never waits for the writer of a named pipe, and never makes a terminal the controlling one of this process. */
const FLAGS =
  constants.O_RDONLY |
  // Windows has neither flag.
  ((constants.O_NONBLOCK as number | undefined) ?? 0) |
  ((constants.O_NOCTTY as number | undefined) ?? 0);

/**
 * See `Workspace.read`. The path is checked before it is opened, because opening a device can have effects, and again afterwards, because
 * it may be another file by then.
 */
export async function readFileUpTo(path: string, limit: number): Promise<Content> {
  const found = await openRegular(path);
  if ('problem' in found) return isNullDevice(found) ? EMPTY : found;
  const { handle, stats } = found;
  try {
    if (stats.size > limit) return tooLarge(limit);
    const content = new LimitedBytes(limit, stats.size);
    while (!content.isOver) {
      const { bytesRead } = await handle.read(content.room);
      if (bytesRead === 0) return { bytes: content.bytes };
      content.advance(bytesRead);
    }
    return tooLarge(limit);
  } catch (error) {
    return describeError(error, path);
  } finally {
    await handle.close();
  }
}

/**
 * Does the same synchronously.
 *
 * @param known given for a file that was just seen to be a regular file, so that it is safe to open; if it is an array in which the file
 *   has room, the bytes are a part of it, and change when it is used again
 */
export function readFileUpToBlocking(
  path: string,
  limit: number,
  known: boolean | Uint8Array = false,
): Content {
  let handle: number | undefined;
  try {
    const before = known === false ? findProblem(statSync(path)) : undefined;
    if (before) return isNullDevice(before) ? EMPTY : before;
    handle = openSync(path, FLAGS);
    const stats = fstatSync(handle);
    const problem = findProblem(stats);
    if (problem) return { problem: problem.problem };
    if (stats.size > limit) return tooLarge(limit);
    const content = new LimitedBytes(
      limit,
      stats.size,
      known === true || known === false ? undefined : known,
    );
    while (!content.isOver) {
      const { room } = content;
      const count = readSync(handle, room, 0, room.length, null);
      content.advance(count);
      // Most files end where they say: nothing is left to read.
      if (count === 0 || (count < room.length && content.bytes.length === stats.size))
        return { bytes: content.bytes };
    }
    return tooLarge(limit);
  } catch (error) {
    return describeError(error, path);
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

/** See `Workspace.open`. */
export async function openFile(path: string): Promise<OpenFile | NoContent> {
  const found = await openRegular(path);
  return 'problem' in found ? { problem: found.problem } : makeFile(found.handle, found.stats.size);
}

/** Converts an error of Node to data. */
export function describeError(error: unknown, path: string): NoContent {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  const problem = toFileProblem(code);
  return problem.kind === 'missing' && hasLostBytes(path)
    ? { problem: { kind: 'name-not-utf8' } }
    : { problem };
}

interface Unusable extends NoContent {
  readonly stats?: Stats;
}

async function openRegular(path: string): Promise<{ handle: FileHandle; stats: Stats } | Unusable> {
  let handle: FileHandle | undefined;
  try {
    const before = findProblem(await promises.stat(path));
    if (before) return before;
    handle = await promises.open(path, FLAGS);
    const stats = await handle.stat();
    const problem = findProblem(stats);
    if (!problem) return { handle, stats };
    await handle.close();
    return { problem: problem.problem };
  } catch (error) {
    await handle?.close().catch(() => undefined);
    return describeError(error, path);
  }
}

function findProblem(stats: Stats): Unusable | undefined {
  if (stats.isFile()) return undefined;
  const problem: FileProblem = { kind: stats.isDirectory() ? 'folder' : 'not-regular' };
  return { problem, stats };
}

const EMPTY: Content = { bytes: new Uint8Array() };

/** A link to the null device means an empty file. */
function isNullDevice({ stats }: Unusable): boolean {
  if (!stats?.isCharacterDevice()) return false;
  try {
    return statSync('/dev/null').rdev === stats.rdev;
  } catch {
    return false;
  }
}

function tooLarge(limit: number): NoContent {
  return { problem: { kind: 'too-large', limit } };
}

function makeFile(handle: FileHandle, size: number): OpenFile {
  return {
    size,
    async read(start, count) {
      const { offset, length } = clampRange(start, count, size);
      const bytes = new Uint8Array(length);
      let done = 0;
      while (done < length) {
        const { bytesRead } = await handle.read(bytes, done, length - done, offset + done);
        if (bytesRead === 0) break;
        done += bytesRead;
      }
      return bytes.subarray(0, done);
    },
    close: () => handle.close(),
  };
}
