import { ProcessExecution, Task, tasks, TaskScope, window, workspace } from 'vscode';
import type { ShellText } from '../../server/src/commandline/shell';

const NAME = 'QEMU';

/**
 * Runs commands in a new terminal, which stays open for the user afterwards. The shell is specified, because the quoting is for a
 * POSIX shell. It gets the commands as an argument: line editing would truncate and change typed ones.
 */
export function runInTerminal(shellPath: string, text: ShellText): void {
  // Ctrl+C ends the commands, not the terminal.
  const script = `trap : INT\n${text}\nexec ${shellPath}\n`;
  const message = text.replaceAll('\n', '\r\n');
  const shellArgs = ['-c', script];
  // A restored window must not run them again.
  window.createTerminal({ name: NAME, shellPath, shellArgs, message, isTransient: true }).show();
}

/** Runs commands as a task, in the first folder of the workspace. */
export async function runAsTask(shellPath: string, text: ShellText): Promise<void> {
  const scope = workspace.workspaceFolders?.[0] ?? TaskScope.Workspace;
  const execution = new ProcessExecution(shellPath, ['-c', text]);
  await tasks.executeTask(new Task({ type: 'process' }, scope, NAME, 'QEMU Firmware', execution));
}
