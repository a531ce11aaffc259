import * as esbuild from 'esbuild';
import { readFileSync, writeFileSync } from 'node:fs';
import { inProject } from './project.mjs';

/**
 * What is exported by TypeScript sources of the project.
 * @param {string} contents statements that export it, as in a file of `folder`
 * @param {string} folder relative to the project
 */
export async function load(contents, folder) {
  const { outputFiles } = await esbuild.build({
    stdin: { contents, resolveDir: inProject(folder) },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    mainFields: ['browser', 'module', 'main'],
    loader: { '.qapi': 'text' },
    logLevel: 'error',
  });
  const source = Buffer.from(outputFiles[0].contents).toString('base64');
  return import(`data:text/javascript;base64,${source}`);
}

/** Writes a generated file; with `--check` on the command line it only tells whether the file is fresh, and fails if not. */
export function keepFresh(target, text, script) {
  if (!process.argv.includes('--check')) {
    writeFileSync(inProject(target), text);
    console.log(`docs: wrote ${target}`);
  } else if (textOf(target) !== text) {
    console.error(`docs: ${target} is stale. Run: node scripts/${script}`);
    process.exitCode = 1;
  } else {
    console.log(`docs: ${target} is fresh`);
  }
}

function textOf(file) {
  try {
    return readFileSync(inProject(file), 'utf8');
  } catch {
    return undefined;
  }
}
