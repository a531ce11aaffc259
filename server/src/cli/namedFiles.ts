import { resolve, sep } from 'node:path';
import { makeWorkspaceAround } from '../workspace/rootedWorkspace';
import type { Workspace } from '../workspace/workspace';
import { machineFiles } from './machineFiles';

/**
 * The files of this machine by the paths that a command line gives them, those below `--root` resolved inside of it.
 *
 * @param root the absolute path of the root; empty where there is none
 */
export function makeNamedFiles(root: string): Workspace {
  return makeWorkspaceAround(root, machineFiles, (path) => toSlashes(resolve(path)));
}

/** A path of this machine with `/`, as the rest of the program has it. A backslash is a part of a name, but on Windows. */
export function toSlashes(path: string): string {
  return path.replaceAll(sep, '/');
}
