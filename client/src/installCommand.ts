import { findWordProblem, formatShellWords, type ShellText } from '../../server/src/commandline/shell';

/**
 * Makes the command that copies a file to a place where only the administrator may write; undefined for names that a command must not
 * contain. An empty file is copied from /dev/null.
 */
export function makeInstallCommand(source: string, target: string): ShellText | undefined {
  return makeCommand(['sudo', 'install', '-D', '-m', '644'], source, target);
}

/** Makes the command that removes a file as the administrator; undefined for names that a command must not contain. */
export function makeRemoveCommand(file: string): ShellText | undefined {
  return makeCommand(['sudo', 'rm'], file);
}

function makeCommand(command: readonly string[], ...paths: readonly string[]): ShellText | undefined {
  if (paths.some((path) => findWordProblem(path) !== undefined)) return undefined;
  return formatShellWords([...command, ...paths]);
}
