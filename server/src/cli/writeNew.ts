import { t } from '../text/translations';
import * as nodeFiles from 'node:fs';
import path from 'node:path';
import { attempt, FileError } from './files';
import { holdSignals } from './holdSignals';
import { makeTemporaryName, replaceFile } from './replaceFile';
import { WritableFolders } from './writableFolders';

/** The calls of the system that make a file; a test has them fail. */
export type MakingCalls = Pick<typeof nodeFiles, 'linkSync' | 'writeFileSync'>;

/**
 * Writes a file that is not there yet, wholly or not at all. Rejects with FileError where it cannot be written, and where there is a file
 * of that name, which is replaced only if `force` is set.
 */
export async function writeNew(
  file: string,
  text: string,
  force: boolean,
  calls: MakingCalls = nodeFiles,
): Promise<void> {
  if (await holdSignals(() => attempt(() => isWritten(file, text, calls), t('cannot be written')))) return;
  if (!force) throw new FileError(t('already exists: nothing was written (use --force to replace it)'));
  const target = await new WritableFolders([file]).resolve(file);
  const before = attempt(() => nodeFiles.readFileSync(target));
  await holdSignals(() => {
    replaceFile(target, before, text);
  });
}

/** Whether the file could be written, as there was none of that name. */
function isWritten(file: string, text: string, calls: MakingCalls): boolean {
  const temporary = path.join(path.dirname(file), makeTemporaryName());
  try {
    calls.writeFileSync(temporary, text, { flag: 'wx', flush: true });
    // Unlike a rename, this takes no other file's place.
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

/** What file systems without hard links say, such as FAT and some of networks. Those that refuse to write say it again. */
const WITHOUT_HARD_LINKS: ReadonlySet<unknown> = new Set([
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EMLINK',
]);

/** The same where a file that is being written can be seen: only a crash of the machine leaves a part of it. */
function isWrittenInPlace(file: string, text: string, calls: MakingCalls): boolean {
  let handle: number;
  try {
    // Neither opens a file that is there nor follows a link.
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
