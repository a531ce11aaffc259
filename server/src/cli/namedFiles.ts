import { resolve } from 'node:path';
import { makeWorkspaceAround } from '../workspace/rootedWorkspace';
import type { Workspace } from '../workspace/workspace';
import { machineFiles } from './machineFiles';

/**
 * The files of this machine by the paths that a command line gives them, those below `--root` resolved inside of it.
 *
 * @param root the absolute path of the root; empty where there is none
 */
export function makeNamedFiles(root: string): Workspace {
  return makeWorkspaceAround(root, machineFiles, (path) => resolve(path).replaceAll('\\', '/'));
}
