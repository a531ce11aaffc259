#!/usr/bin/env node
/**
 * Runs test/vscode/suite in a desktop VS Code: the one that $VSCODE names, else the oldest supported one, downloaded.
 * Expects dist/ and out/test/ to be built. Leaves the counts where --results says.
 */
import { runTests } from '@vscode/test-electron';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { executableOf } from './desktopVSCode.mjs';
import { inProject, manifest, root } from './project.mjs';
import { count, keepResults, say } from './results.mjs';

const { values: options } = parseArgs({ options: { results: { type: 'string' } } });

const temporary = mkdtempSync(path.join(os.tmpdir(), 'qf-'));
const workspace = path.join(temporary, 'workspace');
cpSync(inProject('samples'), workspace, { recursive: true });
const { VSCODE } = process.env;
const version = manifest().engines.vscode.replace(/^\^/, '');
try {
  await runTests({
    ...(VSCODE
      ? { vscodeExecutablePath: executableOf(VSCODE) }
      : { version, cachePath: inProject('.vscode-server/desktop') }),
    extensionDevelopmentPath: root,
    extensionTestsPath: inProject('out/test/vscode/index'),
    launchArgs: [
      workspace,
      '--disable-extensions',
      '--disable-workspace-trust',
      '--skip-welcome',
      `--user-data-dir=${path.join(temporary, 'data')}`,
      `--extensions-dir=${path.join(temporary, 'extensions')}`,
    ],
  });
} catch (error) {
  console.error(String(error));
  process.exitCode = 1;
}
try {
  const outcomes = JSON.parse(readFileSync(path.join(workspace, 'test-results.json'), 'utf8'));
  outcomes.forEach(say);
  keepResults(options.results, count(outcomes));
} catch (error) {
  console.error(`VS Code left no results: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
}
