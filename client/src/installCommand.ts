import { findWordProblem, formatShellWords, type ShellText } from '../../server/src/commandline/shell';

/**
 * The command that puts a copy of a file where only the administrator may write; undefined for names that no command may contain. An
 * empty file comes from /dev/null.
 */
export function makeInstallCommand(source: string, target: string): ShellText | undefined {
  return makeCommand(['sudo', 'install', '-D', '-m', '644'], source, target);
}

/** The command that removes a file where only the administrator may; undefined for names that no command may contain. */
export function makeRemoveCommand(file: string): ShellText | undefined {
  return makeCommand(['sudo', 'rm'], file);
}

function makeCommand(command: readonly string[], ...paths: readonly string[]): ShellText | undefined {
  if (paths.some((path) => findWordProblem(path) !== undefined)) return undefined;
  return formatShellWords([...command, ...paths]);
}
