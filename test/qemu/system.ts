import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The Debian whose programs run: that of the machine, or one that `--release` has made. */
export const SYSTEM = process.env.QEMU_FIRMWARE_CHROOT ?? '/';
export const isMachine = SYSTEM === '/';

/** What a boot may take on a slow machine without KVM; the usual is 4 seconds. */
export const LIMIT_MS = 120_000;

/** UEFI has come to the choice of what to boot. */
export const UEFI_IS_UP = /BdsDxe: |Shell> /;

/** Where a file of the system is for us. */
export function inSystem(file: string): string {
  return path.join(SYSTEM, file);
}

/** What the system calls a file of ours. */
export function seenBySystem(file: string): string {
  return path.join('/', path.relative(SYSTEM, file));
}

/** A new folder that the programs of the system see, too. */
export function makeFolder(): string {
  return mkdtempSync(path.join(isMachine ? tmpdir() : inSystem('/tmp'), 'qemu-firmware-boot-'));
}

/** Starts commands of a shell in a folder of the system, as a group of processes. */
export function startInSystem(text: string, folder: string): ChildProcess {
  const script = `cd '${seenBySystem(folder)}' && ${text}`;
  const [program, ...args] = isMachine ? ['bash', '-c', script] : ['chroot', SYSTEM, 'bash', '-c', script];
  return spawn(program, args, { detached: true });
}

/** Runs a program of the system to its end; throws what it said where it fails. */
export function runInSystem(program: string, ...args: readonly string[]): void {
  const [first, ...rest] = isMachine ? [program, ...args] : ['chroot', SYSTEM, program, ...args];
  const { status, stderr } = spawnSync(first, rest);
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr.toString()}`);
}

/** What `command-line` prints. */
export function printCommandLine(args: readonly string[]): string {
  const cli = path.resolve('dist/cli.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'command-line', ...args]);
  if (status !== 0) throw new Error(stderr.toString());
  return stdout.toString().trimEnd();
}

/** Waits until one of the logs in a folder has what proves something, and says whether that came before the end and the limit. */
export async function waitForProof(
  folder: string,
  logs: readonly string[],
  proof: RegExp,
  ended: Promise<void>,
): Promise<boolean> {
  const watcher = watch(folder);
  let timer: NodeJS.Timeout | undefined;
  const proved = new Promise<boolean>((resolve) => {
    const look = (): void => {
      if (readLogs(folder, logs).some((log) => proof.test(log))) resolve(true);
    };
    watcher.on('change', look);
    look();
    timer = setTimeout(() => {
      resolve(false);
    }, LIMIT_MS);
  });
  const isProved = await Promise.race([proved, ended.then(() => false)]);
  clearTimeout(timer);
  watcher.close();
  return isProved;
}

/** What a guest has said so far. */
export function readLogs(folder: string, logs: readonly string[]): readonly string[] {
  return logs
    .map((name) => path.join(folder, name))
    .map((log) => (existsSync(log) ? readFileSync(log, 'latin1') : ''));
}
