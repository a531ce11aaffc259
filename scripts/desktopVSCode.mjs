import { existsSync, mkdirSync, openSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { output, startGroup } from './processes.mjs';
import { inProject } from './project.mjs';

/** Everything that this VS Code writes; kept, so its window reopens in the same state. */
const folder = inProject('.vscode-server/desktop');
const data = path.join(folder, 'user-data');

/** @returns {string | undefined} the launcher of an installed VS Code that can open a window here; $VSCODE takes precedence */
export function findDesktopVSCode() {
  const { env, platform } = process;
  if (env.VSCODE) {
    if (!existsSync(env.VSCODE)) throw new Error(`$VSCODE names ${env.VSCODE}, which does not exist.`);
    const launcher = path.join(path.dirname(env.VSCODE), 'bin/code');
    return existsSync(launcher) ? launcher : env.VSCODE;
  }
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return undefined;
  const names = platform === 'win32' ? ['code.cmd', 'codium.cmd'] : ['code', 'codium'];
  const places = (env.PATH ?? '').split(path.delimiter).filter(Boolean);
  if (platform === 'darwin') places.push('/Applications/Visual Studio Code.app/Contents/Resources/app/bin');
  return places
    .flatMap((place) => names.map((name) => path.join(place, name)))
    .find((file) => existsSync(file));
}

/**
 * @param {string} named a VS Code as the user names it: its launcher (`code`) or its executable
 * @returns {string} the executable, which, unlike the launcher, stays in the foreground
 */
export function executableOf(named) {
  const real = realpathSync(named);
  const up = path.dirname(path.dirname(real));
  const executables = ['code', 'codium', '../../MacOS/Electron', 'Code.exe'];
  if (path.basename(path.dirname(real)) !== 'bin') return real;
  return executables.map((name) => path.join(up, name)).find((file) => existsSync(file)) ?? real;
}

/**
 * Installs an extension into a VS Code with separate data and opens a window.
 * @param {string} launcher
 * @param {{ vsix: string, workspace: string, file: string }} what absolute paths
 * @returns {Promise<{ ended: Promise<void>, stop: () => Promise<void> }>}
 */
export async function openDesktopVSCode(launcher, { vsix, workspace, file }) {
  mkdirSync(path.join(folder, 'home'), { recursive: true });
  const env = { ...process.env, ...ownHome() };
  const own = [`--user-data-dir=${data}`, `--extensions-dir=${path.join(folder, 'extensions')}`];
  const shell = process.platform === 'win32';
  await output(launcher, [...own, '--install-extension', vsix, '--force'], { env, shell });

  // Without --verbose, a window leaves its launcher's process group.
  const args = [...own, '--verbose', '--new-window', '--disable-workspace-trust', '--skip-welcome'];
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  const log = openSync(path.join(folder, 'log'), 'w');
  const options = { env, shell, stdio: ['ignore', log, log] };
  const { child, stop } = startGroup(launcher, [...args, workspace, file], options);
  const ended = new Promise((resolve) => child.on('close', () => resolve()));
  return {
    ended,
    stop: async () => {
      endWindow();
      await stop();
    },
  };
}

/** A separate HOME in which the X server's key is still found. */
function ownHome() {
  const { HOME, XAUTHORITY } = process.env;
  if (process.platform === 'win32' || !HOME) return {};
  return { HOME: path.join(folder, 'home'), XAUTHORITY: XAUTHORITY ?? path.join(HOME, '.Xauthority') };
}

/** On macOS the window belongs to the desktop, not to the launcher; the lock file of its data names its process. */
function endWindow() {
  const lock = path.join(data, 'code.lock');
  if (!existsSync(lock)) return;
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 'SIGTERM');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
