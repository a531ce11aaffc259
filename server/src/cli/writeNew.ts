import { t } from '../text/translations';
import * as nodeFiles from 'node:fs';
import path from 'node:path';
import { attempt, FileError } from './files';
import { holdSignals } from './holdSignals';
import { makeTemporaryName, replaceFile } from './replaceFile';
import { WritableFolders } from './writableFolders';

/** The system calls that create a file; a test makes them fail. */
export type MakingCalls = Pick<typeof nodeFiles, 'linkSync' | 'writeFileSync'>;

/**
 * Writes a new file, completely or not at all. Rejects with FileError if it cannot be written, or if a file
 * of that name exists, which is replaced only if `force` is set.
 */
export async function writeNew(
  file: string,
  text: string,
  force: boolean,
  calls: MakingCalls = nodeFiles,
): Promise<void> {
  if (await holdSignals(() => attempt(() => isWritten(file, text, calls), t('cannot be written')))) return;
  if (!force) throw new FileError(t('not written: it already exists (use --force to replace it)'));
  const target = await new WritableFolders([file]).resolve(file);
  const before = attempt(() => nodeFiles.readFileSync(target));
  await holdSignals(() => {
    replaceFile(target, before, text);
  });
}

/** Returns whether the file could be written because no file had that name. */
function isWritten(file: string, text: string, calls: MakingCalls): boolean {
  const temporary = path.join(path.dirname(file), makeTemporaryName());
  try {
    calls.writeFileSync(temporary, text, { flag: 'wx', flush: true });
    // Unlike a rename, this replaces no other file.
    calls.linkSync(temporary, file);
    return true;
  } catch (error) {
    const code = readCode(error);
    if (code === 'EEXIST') return false;
    if (!WITHOUT_HARD_LINKS.has(code)) throw error;
    return isWrittenInPlace(file, text, calls);
  } finally {
    nodeFiles.rmSync(temporary, { force: true });
  }
}

/** The errors of file systems without hard links, such as FAT and some network file systems. If writing is refused, the next call fails, too. */
const WITHOUT_HARD_LINKS: ReadonlySet<unknown> = new Set([
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EMLINK',
]);

/** Does the same for file systems where a partly written file is visible: only a crash of the machine leaves a part of it. */
function isWrittenInPlace(file: string, text: string, calls: MakingCalls): boolean {
  let handle: number;
  try {
    // Neither opens an existing file nor follows a link.
    handle = nodeFiles.openSync(file, 'wx');
  } catch (error) {
    if (readCode(error) === 'EEXIST') return false;
    throw error;
  }
  try {
    calls.writeFileSync(handle, text, { flush: true });
    return true;
  } catch (error) {
    nodeFiles.rmSync(file, { force: true });
    throw error;
  } finally {
    nodeFiles.closeSync(handle);
  }
}

function readCode(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
