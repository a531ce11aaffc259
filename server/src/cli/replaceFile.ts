import { t } from '../text/translations';
import * as nodeFiles from 'node:fs';
import path from 'node:path';
import { attempt, FileError } from './files';

/** The system calls that replace the text of a file; a test makes them fail one by one. */
export type WritingCalls = Pick<
  typeof nodeFiles,
  'closeSync' | 'fsyncSync' | 'ftruncateSync' | 'openSync' | 'readFileSync' | 'rmSync' | 'writeSync'
>;

/**
 * Replaces the text of a file in place: a new file could have neither its hard links nor its security label and access list, which Node
 * cannot read. At any moment, the disk has the complete old text or the complete new text, because a copy of the old text is kept next to the
 * file until the new one is written. Throws FileError if the file cannot be written or no longer contains `before`; the file then has
 * the old text, or the error names the copy that has it.
 *
 * @param target the path of the file itself, from WritableFolders: a link that has replaced it is not followed
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

/** Not .json: programs that search for descriptors must not find it. */
export function makeTemporaryName(): string {
  return `.qemu-firmware-${crypto.randomUUID()}`;
}

function describeChanged(): string {
  return t('not written: another program changed it in the meantime');
}

/** Opens the regular file at `target`, but not the target of a link that has replaced it. */
function openSame(target: string, calls: WritingCalls): number {
  const named = nodeFiles.lstatSync(target, { bigint: true });
  if (!named.isFile()) throw new FileError(t('is not a regular file'));
  // Root has all permissions.
  if ((named.mode & 0o222n) === 0n) throw new FileError(t('not written: it is read-only'));
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

/** Writes a new name to the disk. Windows has no such call. */
function syncFolder(folder: string, calls: WritingCalls): void {
  try {
    const handle = calls.openSync(folder, 'r');
    calls.fsyncSync(handle);
    calls.closeSync(handle);
  } catch {
    // The name is written a little later.
  }
}

interface Writing {
  readonly handle: number;
  readonly copy: string;
  readonly calls: WritingCalls;
}

/** Writes the part that makes the file longer first: if the disk is full, the old text is not changed. */
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

/** The system may write less than requested, for example when the disk becomes full; the next call returns the reason. */
function writeAt(handle: number, bytes: Uint8Array, offset: number, calls: WritingCalls): void {
  for (let done = 0; done < bytes.length;)
    done += calls.writeSync(handle, bytes, done, bytes.length - done, offset + done);
}
