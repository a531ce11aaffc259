import { resolve } from 'node:path';
import { blockingFiles } from '../workspace/nodeBlockingFiles';
import { findShare, refuseOtherComputers } from '../workspace/otherComputers';
import type { Workspace } from '../workspace/workspace';

/** The network shares that the command line names. Only on Windows, where the current folder exists as long as a process is in it. */
function listAskedShares(): ReadonlySet<string | undefined> {
  const named = process.argv.slice(2).map((arg) => arg.replace(/^--[a-z-]+=/, ''));
  return new Set(['.', ...named].map((arg) => findShare(resolve(arg))));
}

const asked = process.platform === 'win32' ? listAskedShares() : new Set<string | undefined>();

/** Returns whether a path leads to another computer that the command line does not name; see refuseOtherComputers. */
export function leadsAway(path: string): boolean {
  const share = process.platform === 'win32' ? findShare(path) : undefined;
  return share !== undefined && !asked.has(share);
}

/** The files of this machine, for paths from texts that others wrote. */
export const machineFiles: Workspace =
  process.platform === 'win32'
    ? refuseOtherComputers(blockingFiles, (share) => asked.has(share))
    : blockingFiles;
