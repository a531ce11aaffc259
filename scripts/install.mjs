import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * An installation that depends on another machine and may fail because of it.
 * @typedef {object} Installation
 * @property {string} who what the installation is for, as printed in messages
 * @property {() => Promise<unknown>} attempt
 * @property {() => Promise<unknown>} [repair] what to do between a failed attempt and the next one
 * @property {string} advice a sentence on what to do if it fails twice
 * @property {(line: string) => void} [say] prints a line; to standard error by default
 */

/** The advice for packages from npm. */
export const NPM_ADVICE =
  'Check that npm reaches its registry (“npm ping”) and that the disk is not full, then run the same command again.';

/**
 * Makes an attempt and a second one if it fails, because mirrors and registries fail now and then.
 * @param {Installation} installation
 * @returns {Promise<void>} rejects after the second failure, with the advice and the reason in brackets
 */
export async function tryTwice({ who, attempt, repair, advice, say = console.error }) {
  try {
    await attempt();
    return;
  } catch (error) {
    say(`${who}: ${firstLine(error)}; trying again ...`);
  }
  try {
    await repair?.();
    await attempt();
  } catch (error) {
    throw new Error(`${advice} (${firstLine(error)})`, { cause: error });
  }
}

/**
 * Fills a folder once and keeps it. The remains of a failed or interrupted attempt are removed before the next one, so a partial folder is
 * never mistaken for a complete one.
 * @param {string} folder absolute
 * @param {(folder: string) => Promise<unknown>} fill
 * @param {Omit<Installation, 'attempt' | 'repair'>} rest
 */
export async function installFolder(folder, fill, rest) {
  const ready = path.join(folder, 'ready');
  if (existsSync(ready)) return;
  const attempt = async () => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    await fill(folder);
    writeFileSync(ready, '');
  };
  await tryTwice({ ...rest, attempt });
}

const firstLine = (error) => error.message.split('\n', 1)[0];
