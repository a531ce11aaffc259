import { t } from '../text/translations';
import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { attempt, FileError } from './files';
import { replaceFile } from './replaceFile';

/**
 * Writes a file that is not there yet, wholly or not at all. Throws FileError where it cannot be written, and where there is a file of
 * that name, which is replaced only if `force` is set.
 */
export function writeNew(file: string, text: string, force: boolean): void {
  attempt(() => {
    // Not .json: whoever looks for descriptors at this moment must not find it.
    const temporary = path.join(path.dirname(file), `.qemu-firmware-${randomUUID()}`);
    try {
      writeFileSync(temporary, text, { flag: 'wx', flush: true });
      // Unlike a rename, this takes no other file's place.
      linkSync(temporary, file);
    } catch (error) {
      const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
      if (!isThere) throw error;
      if (!force) throw new FileError(t('is there already: nothing is written (--force replaces it)'));
      replaceFile(file, readFileSync(file), text);
    } finally {
      rmSync(temporary, { force: true });
    }
  }, t('cannot be written'));
}
