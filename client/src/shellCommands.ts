import { ProcessExecution, Task, tasks, TaskScope, window, workspace } from 'vscode';

const NAME = 'QEMU';

/** Types commands into a terminal of their own. Its shell is given, as the quoting is that of a POSIX shell. */
export function runInTerminal(shellPath: string, text: string): void {
  const terminal = window.createTerminal({ name: NAME, shellPath });
  terminal.show();
  // It ends with the line feed that starts it.
  terminal.sendText(text, false);
}

/** Runs commands as a task, in the first folder of the workspace. */
export async function runAsTask(shellPath: string, text: string): Promise<void> {
  const scope = workspace.workspaceFolders?.[0] ?? TaskScope.Workspace;
  const execution = new ProcessExecution(shellPath, ['-c', text]);
  await tasks.executeTask(new Task({ type: 'process' }, scope, NAME, 'QEMU Firmware', execution));
}
