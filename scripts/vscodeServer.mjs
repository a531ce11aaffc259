#!/usr/bin/env node
/**
 * A real VS Code for machines without one: the server inside the npm package code-server, used directly.
 * `node scripts/vscodeServer.mjs [VERSION]` installs it below .vscode-server/ and prints its path.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { NPM_ADVICE, installFolder } from './install.mjs';
import { nodePackage, nodeProgram } from './nodeReleases.mjs';
import { npm, onStop, output, startGroup } from './processes.mjs';
import { inProject } from './project.mjs';
import { chosenVSCode, useVSCode } from './vscodeVersions.mjs';

/**
 * No questions in a fresh VS Code, no chat, no search through all processes for open ports, and no automatic saving, which in a browser
 * happens a second after each change.
 */
export const quietSettings = {
  'chat.disableAIFeatures': true,
  'files.autoSave': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'remote.autoForwardPorts': false,
  'remote.autoForwardPortsSource': 'output',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/**
 * Installs the VS Code server of the chosen version once and keeps it.
 * @returns {Promise<{ vscode: string, node: string }>} absolute paths of the VS Code folder and of the Node that runs it
 */
export async function installServer() {
  const { codeServer, node } = chosenVSCode();
  const folder = inProject('.vscode-server', codeServer);
  const vscode = path.join(folder, 'node_modules/code-server/lib/vscode');
  const packages = [`code-server@${codeServer}`, ...(node ? [`${nodePackage}@${node}`] : [])];
  await installFolder(folder, () => fillServer(folder, vscode, packages), {
    who: 'vscode',
    advice: NPM_ADVICE,
  });
  return { vscode, node: node ? path.join(folder, nodeProgram) : process.execPath };
}

async function fillServer(folder, vscode, packages) {
  console.error(`vscode: installing ${packages.join(' and ')} ...`);
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
  // Their install scripts compile and download parts that are not needed here (terminals, logs, ripgrep).
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await npm(['install', ...packages, ...quiet], folder);
  // Its shrinkwrap file pins the dependencies, but `npm ci` rejects it as inconsistent with its package.json.
  await npm(['install', '--omit=dev', ...quiet], vscode);
  symlinkSync('node_modules', path.join(vscode, 'node_modules.asar'), 'junction');
  linkRipgrep(path.join(vscode, 'node_modules/@vscode/ripgrep'));
  // It runs for a minute at each start, only to report a missing account.
  rmSync(path.join(vscode, 'extensions/copilot'), { recursive: true, force: true });
}

/**
 * Search and `findFiles` need ripgrep, which older packages download in an install script: use the machine's, if any.
 * @param {string} carrier the package that lacks it, absolute
 */
function linkRipgrep(carrier) {
  if (!existsSync(carrier)) return;
  const found = (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((place) => path.join(place, 'rg'))
    .find((file) => existsSync(file));
  if (!found) return;
  const bin = path.join(carrier, 'bin');
  mkdirSync(bin, { recursive: true });
  symlinkSync(found, path.join(bin, 'rg'));
}

/**
 * Creates a folder for everything that a VS Code writes: its data, its HOME and its temporary files. It is removed when this process ends,
 * at the latest.
 * @param {{ data?: string, extensions?: string }} [kept] folders for settings and state, and for extensions; temporary if not given
 * @returns {{ data: string, extensions: string, env: NodeJS.ProcessEnv, temporary: string, remove: () => void }}
 */
export function serverHome(kept = {}) {
  // Sockets are created in TMPDIR, and their paths must be short, so the folder is the system's and not the project's.
  const temporary = mkdtempSync(path.join(os.tmpdir(), 'qf-'));
  const home = path.join(temporary, 'home');
  mkdirSync(home);
  const data = kept.data ?? path.join(temporary, 'data');
  const remove = () => rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  const forget = onStop(remove);
  return {
    data,
    extensions: kept.extensions ?? path.join(data, 'extensions'),
    env: { ...withoutXdg(process.env), HOME: home, TMPDIR: temporary },
    temporary,
    remove: () => {
      forget();
      remove();
    },
  };
}

/** These would point outside the home. */
function withoutXdg(env) {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^XDG_(CACHE|CONFIG|DATA|STATE)_HOME$/.test(name)),
  );
}

const foldersOf = ({ data, extensions }) => ['--server-data-dir', data, '--extensions-dir', extensions];

/** Installs an extension for all servers that use the same folder of extensions. @param {string} vsix absolute */
export async function installExtension(vsix, home) {
  const { vscode, node } = await installServer();
  const server = path.join(vscode, 'out/server-main.js');
  const args = [server, '--accept-server-license-terms', ...foldersOf(home)];
  await output(node, [...args, '--install-extension', vsix, '--force'], { env: home.env });
}

/** Writes the settings of a level, unless an earlier start has written them. */
function writeSettings({ data }, level, settings) {
  const file = path.join(data, 'data', level, 'settings.json');
  if (existsSync(file)) return;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(settings, undefined, 2));
}

/**
 * Starts the server on the loopback interface, in its own process group.
 * @param {ReturnType<typeof serverHome>} home
 * @param {{ port?: number, settings?: Record<string, unknown> }} [options] port 0: any that is free
 * @returns its authority (host:port), the folder of VS Code, the process, its log, and a function that stops it
 */
export async function startServer(home, { port = 0, settings = {} } = {}) {
  const { vscode, node } = await installServer();
  writeSettings(home, 'User', { ...quietSettings, ...settings });
  // Newer versions read machine settings only from here.
  writeSettings(home, 'Machine', settings);

  const args = [
    path.join(vscode, 'out/server-main.js'),
    ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'],
    ...['--accept-server-license-terms', '--telemetry-level', 'off', ...foldersOf(home)],
  ];
  const options = { env: home.env, stdio: ['ignore', 'pipe', 'pipe'] };
  const { child, stop } = startGroup(node, args, options);
  let log = '';
  const listening = await new Promise((resolve, reject) => {
    const read = (data) => {
      log += data;
      const match = /Extension host agent listening on (\d+)/.exec(log);
      if (match) resolve(match[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('error', reject);
    child.on('close', (code) => reject(new Error(`the VS Code server ended with ${code}:\n${log}`)));
  });
  return { authority: `127.0.0.1:${listening}`, vscode, child, log: () => log, stop };
}

/**
 * The address that opens a folder, and a file in it, in a started server.
 * @param {string} authority
 * @param {string} workspace absolute
 * @param {string} [file] absolute
 */
export function address(authority, workspace, file) {
  const payload = [['skipWelcome', 'true']];
  if (file) payload.push(['openFile', `vscode-remote://${authority}${encodeURI(file)}`]);
  const url = new URL(`http://${authority}/`);
  url.searchParams.set('folder', workspace);
  url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

/** The address of a window without a folder, in a started server. @param {string} authority */
export const emptyAddress = (authority) =>
  `http://${authority}/?ew=true&payload=${encodeURIComponent('[["skipWelcome","true"]]')}`;

if (process.argv[1] === fileURLToPath(import.meta.url))
  try {
    useVSCode(process.argv[2]);
    console.log((await installServer()).vscode);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
