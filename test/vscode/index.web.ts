import 'mocha/mocha.js';
import * as vscode from 'vscode';
import { runSuites } from './suites';

/** The entry point that VS Code calls in an extension host in a web worker. */
export async function run(): Promise<void> {
  await workspaceIsReadable();
  mocha.setup({ ui: 'bdd', color: false, reporter: 'spec', timeout: 90_000 });
  await runSuites(mocha);
}

/** The worker may start before the workspace's file system is registered, and no event says when it is. */
async function workspaceIsReadable(): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('the tests need a workspace folder');
  const deadline = Date.now() + 30_000;
  for (;;) {
    try {
      await vscode.workspace.fs.stat(folder.uri);
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
}
