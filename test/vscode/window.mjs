import { cpSync } from 'node:fs';
import path from 'node:path';
import { lastMessages, section, tail } from '../../scripts/evidence.mjs';
import { inProject } from '../../scripts/project.mjs';
import { address, emptyAddress, serverHome, startServer } from '../../scripts/vscodeServer.mjs';
import { makeMachine } from './machine.mjs';
import { describeWindow } from './sight.mjs';

/** Settings of a window without distractions from the editor. */
const settings = {
  'breadcrumbs.enabled': false,
  'editor.fontFamily': 'DejaVu Sans Mono, Menlo, Consolas, monospace',
  'editor.fontSize': 14,
  'editor.minimap.enabled': false,
  'editor.scrollBeyondLastLine': false,
  'editor.stickyScroll.enabled': false,
  'window.commandCenter': false,
  'workbench.activityBar.location': 'hidden',
  'workbench.colorTheme': 'Default Light Modern',
  'workbench.layoutControl.enabled': false,
};

/** Settings for restricted mode without a question. */
const restricted = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
};

const PATIENCE_MS = 60_000;
/** A window that opens may keep the machine busy. */
const OPENING_MS = 120_000;

/**
 * Opens a window on a copy of the samples, isolated from other windows: it has its own server with settings and state, browser storage,
 * files and machine. Only the folder of installed extensions is shared.
 * @param {Awaited<ReturnType<typeof import('../../scripts/page.mjs').startBrowser>>} browser
 * @param {string} extensions the folder of installed extensions, absolute
 * @param {{ width: number, height: number, scale?: number }} size in pixels; `scale` (2 by default) is a
 *   picture's pixels per pixel of the window
 * @param {(workspace: string) => void} [untrusted] creates the files of an untrusted workspace; absent if it is trusted
 */
export async function openWindow(browser, extensions, { scale = 2, ...size }, untrusted) {
  const home = serverHome({ extensions });
  const workspace = path.join(home.temporary, 'samples');
  cpSync(inProject('samples'), workspace, { recursive: true });
  const machine = path.join(home.temporary, 'machine');
  makeMachine(machine);
  untrusted?.(workspace);
  const server = await startServer(home, {
    settings: { ...settings, ...(untrusted ? restricted : {}), 'qemuFirmware.root': machine },
  });
  const page = await browser.newPage({ viewport: size, deviceScaleFactor: scale });
  page.setDefaultTimeout(PATIENCE_MS);
  page.setDefaultNavigationTimeout(OPENING_MS);
  const mistakes = [];
  page.on('console', (message) => {
    if (message.type() === 'error') mistakes.push(message.text());
  });
  /** Shows a file in an editor. @param {string} file below samples/ */
  const open = async (file) => {
    await page.goto(address(server.authority, workspace, path.join(workspace, file)));
    await page.waitForSelector('.monaco-editor .view-line', { timeout: OPENING_MS });
    await hideSideBar(page);
  };
  return {
    page,
    workspace,
    machine,
    open,
    /** Closes the folder, which leaves an empty window. */
    openEmpty: async () => {
      await page.goto(emptyAddress(server.authority));
      await page.waitForSelector('.monaco-workbench .part.statusbar');
    },
    /** @returns {Promise<string>} what the window shows, and the ends of the logs */
    describe: async () =>
      [
        await describeWindow(page),
        section('Errors on the console', lastMessages(mistakes, 5)),
        section('End of the server’s log', tail(server.log(), 8)),
      ]
        .filter(Boolean)
        .join('\n'),
    close: async () => {
      await page.close();
      await server.stop();
      home.remove();
    },
  };
}

/** A new window may show the side bar, which would cut off hovers. */
async function hideSideBar(page) {
  if (!(await page.isVisible('.part.sidebar'))) return;
  await page.keyboard.press('Control+b');
  await page.waitForSelector('.part.sidebar', { state: 'hidden' });
}
