import { t } from '../text/translations';
import { randomUUID } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import path from 'node:path';
import { attempt, FileError } from './files';

/**
 * Gives a file another text, wholly or not at all: a new file takes its place in one step. A link is followed and stays; mode and
 * owner are kept. Throws FileError, and changes nothing, where the file cannot be written or no longer holds `before`.
 */
export function replaceFile(file: string, before: Uint8Array, text: string): void {
  attempt(() => {
    const target = realpathSync(file);
    const found = statSync(target);
    // A rename asks for the folder's permission only, and root has every permission.
    if ((found.mode & 0o222) === 0) throw new FileError(t('is read-only: nothing is fixed in it'));
    accessSync(target, constants.W_OK);

    // Not .json: whoever looks for descriptors at this moment must not find it.
    const temporary = path.join(path.dirname(target), `.qemu-firmware-${randomUUID()}`);
    try {
      writeLike(found, temporary, text);
      if (!readFileSync(target).equals(before))
        throw new FileError(t('was changed by someone else meanwhile: nothing is fixed in it'));
      renameSync(temporary, target);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  }, t('cannot be written'));
}

function writeLike({ uid, gid, mode }: Stats, file: string, text: string): void {
  const handle = openSync(file, 'wx', 0o600);
  try {
    writeFileSync(handle, text);
    try {
      fchownSync(handle, uid, gid);
    } catch {
      // Only root can give files away; who may write this one may also own it.
    }
    fchmodSync(handle, mode & 0o7777);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
