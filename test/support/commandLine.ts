import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const CLI = path.resolve('dist/cli.js');

/** The environment of a run: always English and without forced colours. */
export function environment(changes: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return { ...process.env, LC_ALL: 'C', FORCE_COLOR: undefined, ...changes };
}

export interface Result {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** In bytes; truncated output would look like a bug of the program. */
const MAX_OUTPUT = 64 * 1024 * 1024;

/** A temporary folder for each test, in which the command line runs. */
export interface Bench {
  /** The folder's real path. */
  readonly folder: string;
  /** @param changes to the environment */
  run: (args: readonly string[], input?: string | Uint8Array, changes?: NodeJS.ProcessEnv) => Result;
  /** Writes a file, with the folders that it needs, and returns its name. */
  write: (name: string, content: string | Uint8Array) => string;
  read: (name: string) => string;
}

/** Creates the bench of a mocha suite; call it once per suite. */
export function bench(): Bench {
  let folder = '';
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'qemu-firmware-')));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  return {
    get folder() {
      return folder;
    },
    run(args, input = '', changes = {}) {
      const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
        cwd: folder,
        input,
        env: environment(changes),
        maxBuffer: MAX_OUTPUT,
      });
      return { status, out: stdout.toString(), err: stderr.toString() };
    },
    write: (name, content) => writeBelow(folder, name, content),
    read: (name) => readFileSync(path.join(folder, name), 'utf8'),
  };
}

/** Writes a file below a folder, with the folders that it needs, and returns its name. */
export function writeBelow(folder: string, name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return name;
}

/** Returns the messages on standard error without the note that a machine without libvirt adds if consumers were checked. */
export function dropNote(err: string): string {
  return err.replace(/^qemu-firmware: libvirt is not installed here; [^\n]+\n/m, '');
}

/** A descriptor without a finding, one with a warning, and one with an error. */
export const SOUND = readFileSync('samples/qemu/firmware/10-ovmf-secure-boot-keys.json', 'utf8');
export const WARNING = SOUND.replace('"verbose-dynamic"', '"verbose-dyanmic"');
export const ERROR = SOUND.replace('"device": "flash"', '"device": "flush"');
