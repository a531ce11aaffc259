#!/usr/bin/env node
/**
 * Uses the packed extension as a user does, by keyboard and mouse in a browser's VS Code:
 *   node test/vscode/ui.mjs [--screenshots] [--results FILE]
 * Leaves pictures in out/images/, or with --screenshots in docs/images/, where the README shows them.
 */
import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openPage } from '../../scripts/page.mjs';
import { inProject, vsixPath } from '../../scripts/project.mjs';
import { count, keepResults, say } from '../../scripts/results.mjs';
import { address, installExtension, serverHome, startServer } from '../../scripts/vscodeServer.mjs';
import { makeMachine } from './machine.mjs';
import { cases } from './uiCases.mjs';

/** A window without what distracts from the editor. */
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

const { values: options } = parseArgs({
  options: { screenshots: { type: 'boolean' }, results: { type: 'string' } },
});
const images = inProject(options.screenshots ? 'docs/images' : 'out/images');
mkdirSync(images, { recursive: true });

const home = serverHome();
const workspace = path.join(home.temporary, 'samples');
cpSync(inProject('samples'), workspace, { recursive: true });
await installExtension(vsixPath(), home);
const machine = path.join(home.temporary, 'machine');
makeMachine(machine);
const server = await startServer(home, { settings: { ...settings, 'qemuFirmware.root': machine } });
/** Of a window, in pixels. */
const usual = { width: 820, height: 720 };
const { page, close } = await openPage(home, {
  viewport: usual,
  deviceScaleFactor: 2,
});
page.setDefaultTimeout(30_000);

/** A new window may show it, and it would cut a hover in two. */
async function hideSideBar() {
  if (!(await page.isVisible('.part.sidebar'))) return;
  await page.keyboard.press('Control+b');
  await page.waitForSelector('.part.sidebar', { state: 'hidden' });
}

const outcomes = [];
try {
  for (const { title, file, picture, size = usual, steps } of cases) {
    const image = path.join(images, `${picture}.png`);
    const photograph = async (first, last) => {
      if (first === undefined) {
        await page.screenshot({ path: image, animations: 'disabled', caret: 'hide' });
        return;
      }
      const { x, y, width } = await page.locator('.part.editor').boundingBox();
      const text = await page.locator('.editor-instance .overflow-guard').first().boundingBox();
      const { height } = await page.locator('.monaco-editor .view-line').first().boundingBox();
      // With the first line goes the tab above it.
      const top = first === 1 ? y : text.y + (first - 1) * height;
      const clip = { x, y: top, width, height: text.y + last * height - top };
      await page.screenshot({ path: image, animations: 'disabled', caret: 'hide', clip });
    };
    try {
      await page.setViewportSize(size);
      await page.goto(address(server.authority, workspace, path.join(workspace, file)));
      await page.waitForSelector('.monaco-editor .view-line');
      await hideSideBar();
      await steps(page, photograph);
      outcomes.push({ title, state: 'passed' });
    } catch (error) {
      const failure = inProject(`out/failed-${picture}.png`);
      await page.screenshot({ path: failure });
      outcomes.push({ title, state: 'failed', error: `${error.message}\n(the window is in ${failure})` });
    }
    say(outcomes.at(-1));
  }
} finally {
  await close();
  await server.stop();
  home.remove();
}
const results = count(outcomes);
keepResults(options.results, results);
if (results.failed > 0) process.exitCode = 1;
