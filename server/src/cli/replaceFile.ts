import { t } from '../text/translations';
import { randomUUID } from 'node:crypto';
import * as nodeFiles from 'node:fs';
import path from 'node:path';
import { attempt, FileError } from './files';

/** The calls of the system that give a file another text; a test has them fail, one after the other. */
export type WritingCalls = Pick<
  typeof nodeFiles,
  'closeSync' | 'fsyncSync' | 'ftruncateSync' | 'openSync' | 'readFileSync' | 'rmSync' | 'writeSync'
>;

/**
 * Gives a file another text in place: a new file could have neither its hard links nor its security label and access list, which Node
 * cannot read. At every moment the disk has the old text or the new one as a whole, as a copy of the old one lies beside the file until
 * the new one is written. Throws FileError where the file cannot be written or no longer holds `before`; the file has the old text
 * then, or the error names the copy that has it.
 *
 * @param target the path of the file itself, as WritableFolders has it: a link that took its place is not followed
 */
export function replaceFile(
  target: string,
  before: Uint8Array,
  text: string,
  calls: WritingCalls = nodeFiles,
): void {
  attempt(() => {
    const handle = openSame(target, calls);
    try {
      if (!calls.readFileSync(handle).equals(before)) throw new FileError(describeChanged());
      const copy = path.join(path.dirname(target), makeTemporaryName());
      writeCopy(copy, before, calls);
      overwrite({ handle, copy, calls }, before, Buffer.from(text));
      calls.rmSync(copy);
    } finally {
      calls.closeSync(handle);
    }
  }, t('cannot be written'));
}

/** Not .json: whoever looks for descriptors at this moment must not find it. */
export function makeTemporaryName(): string {
  return `.qemu-firmware-${randomUUID()}`;
}

function describeChanged(): string {
  return t('was changed by another program in the meantime: left unchanged');
}

/** Opens the regular file that `target` names, and no other one that a link leads to since that was found out. */
function openSame(target: string, calls: WritingCalls): number {
  const named = nodeFiles.lstatSync(target, { bigint: true });
  if (!named.isFile()) throw new FileError(t('is not a regular file'));
  // Root has every permission.
  if ((named.mode & 0o222n) === 0n) throw new FileError(t('is read-only: left unchanged'));
  const { O_NOFOLLOW, O_RDWR } = nodeFiles.constants as Partial<typeof nodeFiles.constants>;
  const handle = calls.openSync(target, (O_RDWR ?? 0) | (O_NOFOLLOW ?? 0));
  const opened = nodeFiles.fstatSync(handle, { bigint: true });
  if (opened.dev === named.dev && opened.ino === named.ino && nodeFiles.realpathSync(target) === target)
    return handle;
  calls.closeSync(handle);
  throw new FileError(describeChanged());
}

function writeCopy(copy: string, bytes: Uint8Array, calls: WritingCalls): void {
  const handle = calls.openSync(copy, 'wx', 0o600);
  try {
    writeAt(handle, bytes, 0, calls);
    calls.fsyncSync(handle);
    calls.closeSync(handle);
  } catch (error) {
    calls.rmSync(copy);
    throw error;
  }
  syncFolder(path.dirname(copy), calls);
}

/** Has the disk know of a new name. Windows has no such call. */
function syncFolder(folder: string, calls: WritingCalls): void {
  try {
    const handle = calls.openSync(folder, 'r');
    calls.fsyncSync(handle);
    calls.closeSync(handle);
  } catch {
    // The name becomes known a little later.
  }
}

interface Writing {
  readonly handle: number;
  readonly copy: string;
  readonly calls: WritingCalls;
}

/** What makes the file longer comes first: where the disk has no room for it, the old text is not touched. */
function overwrite({ handle, copy, calls }: Writing, before: Uint8Array, after: Uint8Array): void {
  const kept = Math.min(before.length, after.length);
  try {
    if (after.length > kept) {
      writeAt(handle, after.subarray(kept), kept, calls);
      calls.fsyncSync(handle);
    }
    writeAt(handle, after.subarray(0, kept), 0, calls);
    if (after.length < before.length) calls.ftruncateSync(handle, after.length);
    calls.fsyncSync(handle);
  } catch (error) {
    restore({ handle, copy, calls }, before);
    throw error;
  }
}

function restore({ handle, copy, calls }: Writing, before: Uint8Array): void {
  try {
    writeAt(handle, before, 0, calls);
    calls.ftruncateSync(handle, before.length);
    calls.fsyncSync(handle);
  } catch {
    throw new FileError(t('was only partly written: the old text is in {0}', copy));
  }
  calls.rmSync(copy);
}

/** The system may write less than it is given, as when the disk gets full; it says why when it is asked again. */
function writeAt(handle: number, bytes: Uint8Array, offset: number, calls: WritingCalls): void {
  for (let done = 0; done < bytes.length;)
    done += calls.writeSync(handle, bytes, done, bytes.length - done, offset + done);
}
