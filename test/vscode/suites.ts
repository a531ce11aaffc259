import * as vscode from 'vscode';

/** The names in suite/ without `.test.ts`, put in by the bundler. */
declare const SUITES: readonly string[];

/** Declares the tests of suite/ to a mocha whose `describe` and `it` are global already. */
export async function declareSuites(): Promise<void> {
  for (const name of SUITES) await import(`./suite/${name}.test.ts`);
}

/**
 * Runs what was declared and leaves the counts as `test-results.json` in the workspace, which the runner outside reads:
 * the file system of VS Code is the one way out that every extension host has.
 * Rejects if a test failed, as VS Code expects it.
 */
export async function runSuites(start: (done: (failures: number) => void) => Mocha.Runner): Promise<void> {
  const stats = await new Promise<Mocha.Stats>((resolve, reject) => {
    const runner = start(() => {
      if (runner.stats) resolve(runner.stats);
      else reject(new Error('mocha kept no counts'));
    });
  });
  const results = { passed: stats.passes, failed: stats.failures, skipped: stats.pending };
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('the tests need a workspace folder');
  const file = vscode.Uri.joinPath(folder.uri, 'test-results.json');
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(JSON.stringify(results)));
  if (results.failed > 0) throw new Error(`${results.failed} tests failed`);
}
