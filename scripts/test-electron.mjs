#!/usr/bin/env node
/**
 * Runs test/vscode/suite in a desktop VS Code: the one that $VSCODE names, else the oldest supported one, downloaded.
 *   node scripts/test-electron.mjs [--only TITLE] [--shuffle [SEED]]
 * Expects dist/ and out/test/ to be built. Writes the counts to the file of --results.
 */
import { runTests } from '@vscode/test-electron';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readCaseOptions, printOrder } from './caseOptions.mjs';
import { executableOf } from './desktopVSCode.mjs';
import { inProject, manifest, root } from './project.mjs';
import { count, keepResults, say } from './results.mjs';
import { makeSuiteFiles, readOutcomes } from './suiteFiles.mjs';

const { results, choice } = readCaseOptions(process.argv.slice(2), { results: { type: 'string' } });

const temporary = mkdtempSync(path.join(os.tmpdir(), 'qf-'));
const { workspace, exchange } = makeSuiteFiles(temporary, { ...choice, pictures: false });
printOrder(choice);
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
const outcomes = readOutcomes(exchange);
if (outcomes) {
  outcomes.forEach(say);
  keepResults(results, count(outcomes));
} else {
  console.error('VS Code wrote no results.');
  process.exitCode = 1;
}
rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
