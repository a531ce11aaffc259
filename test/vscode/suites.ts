import * as vscode from 'vscode';

/** The names in suite/ without `.test.ts`, put in by the bundler. */
declare const SUITES: readonly string[];

/** One test case and how it went. */
interface Outcome {
  readonly title: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  readonly error?: string;
}

/** Declares the tests of suite/ to a mocha whose `describe` and `it` are global already. */
export async function declareSuites(): Promise<void> {
  for (const name of SUITES) await import(`./suite/${name}.test.ts`);
}

/**
 * Runs what was declared and leaves the outcomes as `test-results.json` in the workspace, which the runner outside reads:
 * the file system of VS Code is the one way out that every extension host has.
 * Rejects if a test failed, as VS Code expects it.
 */
export async function runSuites(start: (done: (failures: number) => void) => Mocha.Runner): Promise<void> {
  const outcomes: Outcome[] = [];
  const failures = await new Promise<number>((resolve) => {
    const runner = start(resolve);
    runner.on('pass', (test) => outcomes.push({ title: test.fullTitle(), state: 'passed' }));
    runner.on('pending', (test) => outcomes.push({ title: test.fullTitle(), state: 'skipped' }));
    runner.on('fail', (test, error: Error) =>
      outcomes.push({ title: test.fullTitle(), state: 'failed', error: error.stack ?? error.message }),
    );
  });
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('the tests need a workspace folder');
  const file = vscode.Uri.joinPath(folder.uri, 'test-results.json');
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(JSON.stringify(outcomes)));
  if (failures > 0) throw new Error(`${failures} tests failed`);
}
