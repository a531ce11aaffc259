import { t } from '../text/translations';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { attempt, FileError } from './files';
import { holdSignals } from './holdSignals';
import { makeTemporaryName, replaceFile } from './replaceFile';
import { WritableFolders } from './writableFolders';

/**
 * Writes a file that is not there yet, wholly or not at all. Rejects with FileError where it cannot be written, and where there is a file
 * of that name, which is replaced only if `force` is set.
 */
export async function writeNew(file: string, text: string, force: boolean): Promise<void> {
  if (await holdSignals(() => isWritten(file, text))) return;
  if (!force) throw new FileError(t('is there already: nothing is written (--force replaces it)'));
  const target = await new WritableFolders([file]).resolve(file);
  const before = attempt(() => readFileSync(target));
  await holdSignals(() => {
    replaceFile(target, before, text);
  });
}

/** Whether the file could be written, as there was none of that name. */
function isWritten(file: string, text: string): boolean {
  return attempt(() => {
    const temporary = path.join(path.dirname(file), makeTemporaryName());
    try {
      writeFileSync(temporary, text, { flag: 'wx', flush: true });
      // Unlike a rename, this takes no other file's place.
      linkSync(temporary, file);
      return true;
    } catch (error) {
      const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
      if (!isThere) throw error;
      return false;
    } finally {
      rmSync(temporary, { force: true });
    }
  }, t('cannot be written'));
}
