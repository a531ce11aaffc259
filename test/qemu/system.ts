import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The Debian whose programs run: the machine's, or one that `--release` has installed. */
export const SYSTEM = process.env.QEMU_FIRMWARE_CHROOT ?? '/';
export const isMachine = SYSTEM === '/';

/** The time limit of a boot on a slow machine without KVM; usually it takes 4 seconds. */
export const LIMIT_MS = 120_000;

/** UEFI has reached the selection of a boot device. */
export const UEFI_IS_UP = /BdsDxe: |Shell> /;

/** Returns the path of a system's file on this machine. */
export function inSystem(file: string): string {
  return path.join(SYSTEM, file);
}

/** Returns the path of a test's file in the system. */
export function seenBySystem(file: string): string {
  return path.join('/', path.relative(SYSTEM, file));
}

/** Creates a folder that the programs of the system see, too. */
export function makeFolder(): string {
  return mkdtempSync(path.join(isMachine ? tmpdir() : inSystem('/tmp'), 'qemu-firmware-boot-'));
}

/** Runs shell commands in a folder of the system, as a process group. */
export function startInSystem(text: string, folder: string): ChildProcess {
  const script = `cd '${seenBySystem(folder)}' && ${text}`;
  const [program, ...args] = isMachine ? ['bash', '-c', script] : ['chroot', SYSTEM, 'bash', '-c', script];
  return spawn(program, args, { detached: true });
}

/** Runs a program of the system to its end; throws its output if it fails. */
export function runInSystem(program: string, ...args: readonly string[]): void {
  const [first, ...rest] = isMachine ? [program, ...args] : ['chroot', SYSTEM, program, ...args];
  const { status, stderr } = spawnSync(first, rest);
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr.toString()}`);
}

/** Returns the output of `command-line`. */
export function printCommandLine(args: readonly string[]): string {
  const cli = path.resolve('dist/cli.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'command-line', ...args]);
  if (status !== 0) throw new Error(stderr.toString());
  return stdout.toString().trimEnd();
}

/**
 * Waits until one of the logs in a folder contains a proof, and returns whether that happened before the process ended or the limit was
 * reached.
 */
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

/** Returns what a guest has printed so far. */
export function readLogs(folder: string, logs: readonly string[]): readonly string[] {
  return logs
    .map((name) => path.join(folder, name))
    .map((log) => (existsSync(log) ? readFileSync(log, 'latin1') : ''));
}
