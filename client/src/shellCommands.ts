import { ProcessExecution, Task, tasks, TaskScope, window, workspace } from 'vscode';
import type { ShellText } from '../../server/src/commandline/shell';

const NAME = 'QEMU';

/**
 * Runs commands in a terminal of their own, which is the user's when they have ended. The shell is given, as the quoting is that of a
 * POSIX shell. It gets them as an argument: typed ones would be cut and changed by what edits lines.
 */
export function runInTerminal(shellPath: string, text: ShellText): void {
  // Ctrl+C ends what runs, not the terminal.
  const script = `trap : INT\n${text}\nexec ${shellPath}\n`;
  const message = text.replaceAll('\n', '\r\n');
  const shellArgs = ['-c', script];
  // A window that is restored must not run them again.
  window.createTerminal({ name: NAME, shellPath, shellArgs, message, isTransient: true }).show();
}

/** Runs commands as a task, in the first folder of the workspace. */
export async function runAsTask(shellPath: string, text: ShellText): Promise<void> {
  const scope = workspace.workspaceFolders?.[0] ?? TaskScope.Workspace;
  const execution = new ProcessExecution(shellPath, ['-c', text]);
  await tasks.executeTask(new Task({ type: 'process' }, scope, NAME, 'QEMU Firmware', execution));
}
