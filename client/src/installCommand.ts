import { findWordProblem, formatShellWords, type ShellText } from '../../server/src/commandline/shell';

/**
 * The command that puts a copy of a file where only the administrator may write; undefined for names that no command may contain. An
 * empty file comes from /dev/null.
 */
export function makeInstallCommand(source: string, target: string): ShellText | undefined {
  if ([source, target].some((path) => findWordProblem(path) !== undefined)) return undefined;
  return formatShellWords(['sudo', 'install', '-D', '-m', '644', source, target]);
}
