import { execFile, type ExecFileOptionsWithStringEncoding } from 'node:child_process';
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Ran } from './treeVerdict';

/** QEMU's whole schema takes a few seconds. */
const MAX_MILLISECONDS = 60_000;
/** The maximum size of the output in bytes: the reader prints a few lines. */
const MAX_OUTPUT = 256 * 1024;

/**
 * Runs python3 without a shell, and returns what it printed to its standard error. It ignores the environment and the user's own packages,
 * and writes no compiled files. Undefined if python3 is not installed.
 *
 * @param folder the working directory, which must not be one that others can write
 */
export async function runPython(
  args: readonly string[],
  folder: string,
  signal: AbortSignal,
): Promise<Ran | undefined> {
  const python = await findPython();
  if (python === undefined) return undefined;
  const options: ExecFileOptionsWithStringEncoding = {
    ...{ cwd: folder, signal, timeout: MAX_MILLISECONDS, maxBuffer: MAX_OUTPUT },
    ...{ killSignal: 'SIGKILL', windowsHide: true, shell: false, encoding: 'utf8' },
  };
  return new Promise((resolve) => {
    execFile(python, ['-I', '-B', ...args], options, (error, _output, output) => {
      const code = error ? (typeof error.code === 'number' ? error.code : null) : 0;
      resolve({ code, output });
    }).stdin?.end();
  });
}

/** Finds python3 in the absolute folders of PATH: a name alone could mean a file in the working directory. */
async function findPython(): Promise<string | undefined> {
  const name = process.platform === 'win32' ? 'python3.exe' : 'python3';
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    if (!path.isAbsolute(folder)) continue;
    const file = path.join(folder, name);
    if (await isProgram(file)) return file;
  }
  return undefined;
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
