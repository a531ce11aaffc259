/* global document, Image */

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { domainCases } from './domainCases.mjs';
import { listenForPictures } from './listener.mjs';
import { pageCases } from './pageCases.mjs';
import { qapiCases } from './qapiCases.mjs';
import { openFixes } from './tour/hands.mjs';

/**
 * User actions, case by case.
 * @typedef {import('playwright-core').Page} Page
 * @typedef {{ end: () => Promise<unknown>, [name: string]: unknown }} Prepared
 * @typedef {object} Case
 * @property {string} title
 * @property {string} file below samples/
 * @property {string} [picture] the name of its picture, if any, without `.png`
 * @property {boolean} [isShipped] whether the picture is part of the extension, which must stay small
 * @property {{ width: number, height: number }} [size] of the window, if not the default
 * @property {(workspace: string) => void} [untrusted] makes the files of the workspace, which is opened in restricted mode
 * @property {(workspace: string) => Promise<Prepared>} [prepare] sets up what else the steps need, before the file is shown
 * @property {(page: Page, photograph: (firstLine?: number, lastLine?: number) => Promise<unknown>, prepared?: Prepared) => Promise<void>} steps
 */

const samples = 'qemu/firmware';
const hover = '.monaco-hover:not(.hidden)';
const suggestions = '.suggest-widget.visible .monaco-list-row';
const tree = '.part.sidebar .monaco-list-row';
const quickPick = '.quick-input-widget .quick-input-list';
const viewTitle = '.part.sidebar .pane-header';
const commands = '.quick-input-list .monaco-list-row';
const menu = '.action-widget .monaco-list-row';

/** Returns the first plain string of the document, once it is coloured. @param {Page} page */
const word = (page, text) =>
  page
    .locator('.view-line span span')
    .filter({ hasText: new RegExp(`^"?${text}"?$`) })
    .first();

/** Waits until a line of the editor contains a text. @param {Page} page */
async function lineWith(page, text) {
  await page.waitForFunction(
    // The editor renders spaces as no-break spaces.
    (expected) =>
      [...document.querySelectorAll('.view-line')].some((line) =>
        line.textContent.replaceAll('\u00a0', ' ').includes(expected),
      ),
    text,
  );
}

/** Waits until the editor underlines a mistake, or no longer does. @param {Page} page */
const underlined = (page, state = 'visible') =>
  page.waitForSelector('.monaco-editor :is(.squiggly-error, .squiggly-warning)', { state });

/**
 * Waits for the row of a list that contains a text. VS Code uses the elements of rows again for others, so the row is looked up at each
 * use.
 * @param {Page} page
 */
async function row(page, list, text) {
  const found = page.locator(`${list}:has-text(${JSON.stringify(text)})`).first();
  await found.waitFor();
  return found;
}

/** Runs in the page. */
const onlyOne = (rows) => document.querySelectorAll(rows).length === 1;

/** Returns the document of the page with an explanation. @param {Page} page */
async function pageIn(page) {
  const outer = await page.waitForSelector('iframe.webview.ready');
  const inner = await (await outer.contentFrame()).waitForSelector('iframe#active-frame');
  return inner.contentFrame();
}

/** Shows a view by the command of every view. @param {Page} page */
async function focusView(page, name) {
  await page.keyboard.press('F1');
  await page.keyboard.type(`Focus on ${name} View`);
  await row(page, commands, `Focus on ${name} View`);
  await page.keyboard.press('Enter');
}

/** A descriptor with a machine pattern that contains a Markdown picture. */
function writeHostile(file, address) {
  const descriptor = {
    description: `![p](${address}/d.png)`,
    'interface-types': ['uefi'],
    mapping: { device: 'memory', filename: `/![p](${address}/f.png).fd` },
    targets: [{ architecture: 'x86_64', machines: [`pc-q35-*\n\n![p](${address}/m.png)`] }],
    features: [],
    tags: [],
  };
  writeFileSync(file, JSON.stringify(descriptor, null, 2));
}

/** Hovers over a mistake until VS Code offers its fixes: it reports none while another extension registers a provider of fixes. */
async function hoverWithFixes(page, mistake) {
  const [offered, none] = ['Quick Fix...', 'No quick fixes'].map((text) => `${hover} :text("${text}")`);
  for (let tries = 1; ; tries++) {
    await mistake.hover();
    const answer = await page.waitForSelector(tries < 5 ? `${offered}, ${none}` : offered);
    if (/^Quick Fix/.test(await answer.innerText())) return;
    await page.mouse.move(0, 0);
    await page.waitForSelector(hover, { state: 'hidden' });
  }
}

// A case with a descriptor first waits until a mistake is underlined, which shows that the server is running.
/** @type {Case[]} */
export const cases = [
  {
    title: 'a mistake is underlined, and its hover explains it',
    file: `${samples}/60-mistake-template-missing.json`,
    picture: 'diagnostic',
    isShipped: true,
    steps: async (page, photograph) => {
      await underlined(page);
      await hoverWithFixes(page, word(page, 'split'));
      await page.waitForSelector(`${hover} :text("template-missing")`);
      await photograph(1, 21);
    },
  },
  {
    title: 'the language status shows what libvirt does with the file',
    file: `${samples}/60-mistake-template-missing.json`,
    steps: async (page) => {
      await underlined(page);
      await page.locator('[id="status.languageStatus"]').hover();
      await page.waitForSelector(`${hover} :text("libvirt 11.3 ignores it")`);
    },
  },
  {
    title: 'an untrusted workspace chooses no schema',
    file: `${samples}/60-mistake-template-missing.json`,
    untrusted: (workspace) => {
      const tree = path.join(workspace, 'docs/interop');
      mkdirSync(tree, { recursive: true });
      mkdirSync(path.join(workspace, '.vscode'), { recursive: true });
      writeFileSync(path.join(tree, 'firmware.json'), "{ 'struct': 'Firmware', 'data': {} }\n");
      writeFileSync(path.join(workspace, '.qemu-firmware.json'), '{ "schemaPath": "." }');
      writeFileSync(
        path.join(workspace, '.vscode/settings.json'),
        JSON.stringify({ 'qemuFirmware.schemaPath': workspace, 'qemuFirmware.root': workspace }),
      );
    },
    steps: async (page) => {
      await underlined(page);
      await page.waitForSelector('.statusbar-item:has-text("Restricted Mode")');
      await page.locator('[id="status.languageStatus"]').hover();
      await page.waitForSelector(`${hover} :text("bundled, newest known")`);
      await page.waitForSelector(`${hover} :text("libvirt 11.3 ignores it")`);
      await focusView(page, 'QEMU Firmware');
      await row(page, tree, '50-edk2-x86_64-secure');
    },
  },
  {
    title: 'a hover explains a member',
    file: `${samples}/63-mistake-misspelt-feature.json`,
    picture: 'hover',
    steps: async (page, photograph) => {
      await underlined(page);
      await word(page, 'nvram-template').hover();
      await page.waitForSelector(`${hover} :text("nvram-template")`);
      await photograph(1, 20);
    },
  },
  {
    title: 'a hover never connects to a server',
    file: `${samples}/99-hostile.json`,
    prepare: async (workspace) => {
      const [pictures, control] = [await listenForPictures(), await listenForPictures()];
      writeHostile(path.join(workspace, samples, '99-hostile.json'), pictures.address);
      return { pictures, control, end: () => Promise.all([pictures.end(), control.end()]) };
    },
    steps: async (page, _photograph, { pictures, control }) => {
      await underlined(page);
      await page.locator('.view-line span span').filter({ hasText: 'pc-q35-' }).first().hover();
      await page.waitForSelector(`${hover} :text("machine types of")`);
      // A picture that the page loads now is noticed, so an earlier one of the hover would have been, too.
      await page.evaluate((address) => {
        new Image().src = `${address}/control.png`;
      }, control.address);
      await control.connected();
      if (pictures.count() > 0) throw new Error('The hover has loaded a picture.');
      if (await page.isVisible(`${hover} .rendered-markdown img`))
        throw new Error('The hover has a picture.');
    },
  },
  {
    title: 'a completion is accepted by the keyboard',
    file: `${samples}/60-mistake-template-missing.json`,
    picture: 'completion',
    steps: async (page, photograph) => {
      await underlined(page);
      await word(page, 'acpi-s3').click();
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      await page.keyboard.type('"');
      await row(page, suggestions, 'secure-boot');
      await photograph(14, 29);
      await page.keyboard.type('secure');
      await page.waitForFunction(onlyOne, suggestions);
      await page.keyboard.press('Enter');
      await lineWith(page, '"secure-boot"');
    },
  },
  {
    title: 'a quick fix is applied by the keyboard',
    file: `${samples}/60-mistake-template-missing.json`,
    picture: 'quick-fix',
    steps: async (page, photograph) => {
      await underlined(page);
      await word(page, 'split').click();
      // Pointing at a word turns it into a link while Control is down.
      await page.mouse.move(0, 0);
      // The light bulb shows that the fixes for this place have arrived.
      await page.waitForSelector('.lightBulbWidget');
      await openFixes(page);
      await row(page, menu, 'nvram-template');
      await photograph(1, 17);
      await page.keyboard.press('Enter');
      await lineWith(page, '"nvram-template"');
      await underlined(page, 'detached');
    },
  },
  {
    title: 'the definition of a member is in the schema',
    file: `${samples}/63-mistake-misspelt-feature.json`,
    picture: 'definition',
    steps: async (page) => {
      await underlined(page);
      await word(page, 'nvram-template').click();
      await page.keyboard.press('F12');
      await page.waitForSelector('.tab.active:has-text(".qapi")');
      await lineWith(page, 'nvram-template');
    },
  },
  {
    title: 'a lens, a view and a page show which firmware a guest gets',
    file: 'guest.xml',
    picture: 'selection',
    size: { width: 1440, height: 960 },
    steps: async (page, photograph) => {
      await page.click('.codelens-decoration a:has-text("Firmware: 50-edk2-x86_64-secure.json")');
      const found = await pageIn(page);
      await found.waitForSelector('header.starts h1 :text("50-edk2-x86_64-secure.json")');
      await focusView(page, 'QEMU Firmware');
      await row(page, tree, '40-edk2-x86_64-secure-enrolled.json');
      await page.click(
        '.part.sidebar .pane-header:has-text("samples") .codicon-view-pane-container-expanded',
      );
      const { x, width } = await page.locator('.part.sidebar').boundingBox();
      await page.mouse.move(x + width, 300);
      await page.mouse.down();
      await page.mouse.move(x + 390, 300);
      await page.mouse.up();
      await page.click('.monaco-editor .view-line');
      await page.mouse.move(0, 0);
      await photograph();
      await found.click('a:text("60-edk2-x86_64.json")');
      await page.waitForSelector('.tab.active:has-text("60-edk2-x86_64.json")');
    },
  },
  {
    title: 'a guest that is rejected never appears successful',
    file: 'guest.xml',
    picture: 'refused',
    size: { width: 1280, height: 720 },
    prepare: async (workspace) => {
      rmSync(path.join(workspace, '../machine/usr/share/OVMF/OVMF_CODE_4M.secboot.fd'));
      return { end: async () => {} };
    },
    steps: async (page) => {
      await page.click(
        '.codelens-decoration a:has-text("Firmware: 50-edk2-x86_64-secure.json, guest rejected")',
      );
      const found = await pageIn(page);
      await found.waitForSelector('header.refused a:text("50-edk2-x86_64-secure.json")');
      await found.waitForSelector('.problems .error:has-text("OVMF_CODE_4M.secboot.fd")');
      await found.waitForSelector('tr.chosen');
      if (await found.isVisible('.starts, .own, .picked')) throw new Error('Something appears successful.');
      await underlined(page);
      await focusView(page, 'QEMU Firmware');
      await row(page, tree, '1 warning');
      await page.waitForSelector(`${viewTitle}:has-text("libvirt 11.3 · machine")`);
    },
  },
  {
    title: 'the title of the view starts with the chosen libvirt, not the installed one',
    file: 'guest.xml',
    prepare: async (workspace) => {
      const libraries = path.join(workspace, '../machine/usr/lib64');
      rmSync(libraries, { recursive: true });
      return { libraries, end: async () => {} };
    },
    steps: async (page, _photograph, { libraries }) => {
      // The extension's commands exist once the lens is shown.
      await page.waitForSelector('.codelens-decoration a:has-text("Firmware: 50-edk2-x86_64-secure.json")');
      const newest =
        /libvirt 12\.8 · machine · libvirt is not installed here; answers are for 12\.8, the newest known version · \/\S+\/machine/;
      await focusView(page, 'QEMU Firmware');
      await page.locator(viewTitle).filter({ hasText: newest }).waitFor();
      mkdirSync(libraries);
      writeFileSync(path.join(libraries, 'libvirt.so.0.11005.0'), '');
      await page.click('.part.sidebar .pane-header:has-text("QEMU Firmware") .codicon-refresh');
      const nearest = /libvirt 11\.3 · machine · libvirt 11\.5 is installed; answers are for 11\.3/;
      await page.locator(viewTitle).filter({ hasText: nearest }).waitFor();
    },
  },
  {
    title: 'a descriptor is masked by the menu of the view',
    file: 'guest.xml',
    picture: 'mask',
    size: { width: 1280, height: 720 },
    steps: async (page, photograph) => {
      await page.waitForSelector('.codelens-decoration a:has-text("Firmware: 50-edk2-x86_64-secure.json")');
      await focusView(page, 'QEMU Firmware');
      const descriptor = await row(page, tree, '50-edk2-x86_64-secure.json');
      await descriptor.click({ button: 'right' });
      // A menu ignores clicks right after it has opened.
      await page.hover('.context-view .action-label:has-text("Mask…")');
      await page.waitForSelector('.context-view .action-item.focused:has-text("Mask…")');
      await page.keyboard.press('Enter');
      const target = '/etc/qemu/firmware/50-edk2-x86_64-secure.json';
      await page.waitForSelector(`${quickPick}:has-text("Writes ")`);
      await page.waitForSelector(`${quickPick}:has-text("${target}")`);
      await photograph();
      await page.keyboard.press('Enter');
      await page.waitForSelector('.codelens-decoration a:has-text("Firmware: none")');
      await underlined(page);
      await row(page, tree, 'masks others');
      await page.click('.codelens-decoration a:has-text("Firmware: none")');
      const found = await pageIn(page);
      await found.waitForSelector('.nearest a:text("55-edk2-site.json")');
      await page.click('.notification-toast a:text("Undo")');
      await page.waitForSelector('.codelens-decoration a:has-text("Firmware: 50-edk2-x86_64-secure.json")');
    },
  },
  {
    title: 'the findings of a descriptor are rows of the view that open their places',
    file: 'guest.xml',
    picture: 'findings',
    size: { width: 1280, height: 720 },
    steps: async (page, photograph) => {
      await page.waitForSelector('.codelens-decoration a:has-text("Firmware: 50-edk2-x86_64-secure.json")');
      await focusView(page, 'QEMU Firmware');
      const descriptor = await row(page, tree, '55-edk2-site.json');
      await descriptor.locator('.monaco-tl-twistie').click();
      const finding = await row(page, tree, 'unknown-value [Ln ');
      await finding.hover();
      await photograph();
      await finding.click();
      await page.waitForSelector('.tab.active:has-text("55-edk2-site.json")');
    },
  },
  ...domainCases,
  ...pageCases,
  ...qapiCases,
];
