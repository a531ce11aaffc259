import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { environment } from '../support/commandLine';
import type { Usage } from './target';

/** Runs `work` in a temporary folder, which is removed afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'qemu-firmware-')));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The heap limit of every process of the project, in MB; a process that exceeds it dies. */
export const HEAP = 256;

/** The environment of a process whose memory is bounded and whose usage is measured. @param file receives the usage */
export function measuredEnvironment(file: string): NodeJS.ProcessEnv {
  const measure = JSON.stringify(path.resolve('out/test/fuzz/measure.js'));
  return environment({
    NODE_OPTIONS: `--max-old-space-size=${HEAP} --require ${measure}`,
    FUZZ_USAGE: file,
    HOME: path.dirname(file),
    XDG_CONFIG_HOME: '',
  });
}

/** Returns the usage of the process that was given this file; nothing if it died before writing it. */
export function readUsage(file: string): Usage {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Usage) : { cpu: 0, rss: 0 };
}

/** Returns the highest usage of several processes. */
export const findMost = (usages: readonly Usage[]): Usage => ({
  cpu: Math.max(...usages.map(({ cpu }) => cpu)),
  rss: Math.max(...usages.map(({ rss }) => rss)),
});
