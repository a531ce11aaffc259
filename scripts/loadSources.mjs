import * as esbuild from 'esbuild';
import { inProject } from './project.mjs';

/**
 * Returns the exports of TypeScript sources of the project.
 * @param {string} contents TypeScript with the exports, as in a file of `folder`
 * @param {string} folder relative to the project
 */
export async function load(contents, folder) {
  const { outputFiles } = await esbuild.build({
    stdin: { contents, resolveDir: inProject(folder), loader: 'ts' },
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
