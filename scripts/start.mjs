#!/usr/bin/env node
/**
 * Opens samples/ in VS Code with the extension, as users see it:
 *   node scripts/start.mjs [--port N] [--server]
 * Uses the installed VS Code ($VSCODE, code, codium) or, if there is none or with --server, one that runs as a server for the browser.
 * Everything that it writes is below .vscode-server/.
 */
import { once } from 'node:events';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findDesktopVSCode, openDesktopVSCode } from './desktopVSCode.mjs';
import { packageExtension } from './package.mjs';
import { isStopping, onStop } from './processes.mjs';
import { inProject } from './project.mjs';
import { address, installExtension, installServer, serverHome, startServer } from './vscodeServer.mjs';

const workspace = inProject('samples');
const file = path.join(workspace, 'qemu/firmware/60-mistake-template-missing.json');

async function openWindow(launcher, vsix) {
  console.log(`start: opening ${launcher} ...`);
  const { ended, stop } = await openDesktopVSCode(launcher, { vsix, workspace, file });
  onStop(stop);
  console.log('start: VS Code is open. Close its window, or press Ctrl-C here.');
  await ended;
}

async function serve(vsix, port) {
  console.log('start: no VS Code is installed; preparing the one that runs as a server ...');
  await installServer();
  const home = serverHome({ data: inProject('.vscode-server/start') });
  console.log('start: installing the extension into it ...');
  await installExtension(vsix, home);
  console.log('start: starting it ...');
  const server = await startServer(home, { port });
  console.log(
    `\nVS Code is ready. Open this address in a browser:\n\n  ${address(server.authority, workspace, file)}\n`,
  );
  console.log('Press Ctrl-C to stop it.');
  await once(server.child, 'close');
  if (isStopping()) return;
  home.remove();
  throw new Error(`The VS Code server exited unexpectedly:\n${server.log()}`);
}

const { values: options } = parseArgs({
  options: { port: { type: 'string', default: '0' }, server: { type: 'boolean' } },
});
try {
  console.log('start: building and packing the extension ...');
  const vsix = await packageExtension();
  const launcher = options.server ? undefined : findDesktopVSCode();
  if (launcher) await openWindow(launcher, vsix);
  else await serve(vsix, Number(options.port));
} catch (error) {
  console.error(`start: ${error.message}`);
  process.exitCode = 1;
}
