import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * An installation that another machine has a part in, and that may fail because of it.
 * @typedef {object} Installation
 * @property {string} who what it is for, in what is said of it
 * @property {() => Promise<unknown>} attempt
 * @property {() => Promise<unknown>} [repair] what has to be done between a failed attempt and the next one
 * @property {string} advice what to do if it fails twice, in a sentence
 * @property {(line: string) => void} [say] standard error if not given
 */

/**
 * Makes an attempt, and one more if it fails: mirrors and registries have bad moments.
 * @param {Installation} installation
 * @returns {Promise<void>} rejects with the advice, and the reason in brackets, after the second failure
 */
export async function tryTwice({ who, attempt, repair, advice, say = console.error }) {
  try {
    await attempt();
    return;
  } catch (error) {
    say(`${who}: ${firstLine(error)}; trying once more ...`);
  }
  try {
    await repair?.();
    await attempt();
  } catch (error) {
    throw new Error(`${advice} (${firstLine(error)})`, { cause: error });
  }
}

/**
 * Fills a folder once; it is kept. What a failed or interrupted attempt left is removed before the next one, so that half of it is never
 * taken for the whole.
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
