import { resolve, sep } from 'node:path';
import { makeWorkspaceAround } from '../workspace/rootedWorkspace';
import type { Workspace } from '../workspace/workspace';
import { machineFiles } from './machineFiles';

/**
 * The files of this machine by the paths on the command line; those below `--root` are resolved inside it.
 *
 * @param root the absolute path of the root; empty without a root
 */
export function makeNamedFiles(root: string): Workspace {
  return makeWorkspaceAround(root, machineFiles, (path) => toSlashes(resolve(path)));
}

/** Converts a path of this machine to `/`, as the rest of the program uses it. Except on Windows, a backslash is part of a name. */
export function toSlashes(path: string): string {
  return path.replaceAll(sep, '/');
}
