import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inProject } from '../../scripts/project.mjs';
import { chosenVSCode } from '../../scripts/vscodeVersions.mjs';
import { findFaults, readFocus } from './readability.mjs';
import { goAfter, seeLine } from './tour/hands.mjs';

/** The cases of the page that explains a selection, and of the questions that lead to it. */

/** The themes in which the page is checked, by kind, and one whose colours are not VS Code's own. */
export const THEMES = {
  light: () => chosenVSCode().themes.light,
  dark: () => chosenVSCode().themes.dark,
  'light high contrast': () => 'Default High Contrast Light',
  'dark high contrast': () => 'Default High Contrast',
  'Quiet Light': () => 'Quiet Light',
};

/** The sizes at which the page is checked. At double zoom, it has half the width. */
const SIZES = [
  { width: 320, zoom: 1 },
  { width: 640, zoom: 2 },
  { width: 320, zoom: 2 },
];

/** The borders that distinguish outcomes, verdicts and severities. */
export const LINES = 'header, .verdict, .problems li';

/** A guest for each kind of answer, by the class of its header. The page starts with the last one. */
const GUESTS = {
  refused: makeDomain({ machine: 'q35', features: '<smm state="on"/>' }),
  none: makeDomain({ machine: 'microvm', features: '<acpi/>' }),
  starts: makeDomain({ machine: 'q35', features: '<acpi/><smm state="on"/>' }),
};

function makeDomain({ machine, features }) {
  return `<domain type="kvm">
  <name>guest</name>
  <os firmware="efi"><type arch="x86_64" machine="${machine}">hvm</type></os>
  <features>${features}</features>
</domain>
`;
}

const picks = '.quick-input-list .monaco-list-row';
const title = '.quick-input-titlebar .quick-input-title';

/**
 * Returns the document of the page, to find elements in. Each answer replaces the document.
 * @param {import('playwright-core').Page} page
 */
export const pageIn = (page) => page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');

/** Checks every answer of the page in one theme, at every size. @returns {Promise<string[]>} a line for each fault */
async function checkTheme(page, theme, domain) {
  const faults = [];
  for (const [outcome, text] of Object.entries(GUESTS)) {
    writeFileSync(domain, text);
    await pageIn(page).locator(`header.${outcome}`).waitFor();
    for (const { width, zoom } of SIZES) {
      await page.setViewportSize({ width, height: 1600 });
      const found = await pageIn(page).locator('html').evaluate(findFaults, { width, zoom, lines: LINES });
      const place = `${theme}, ${outcome}, ${width} px at ${zoom * 100} %`;
      faults.push(...found.map((fault) => `${place}: ${fault}`));
    }
  }
  const picture = `page-${theme.replaceAll(' ', '-')}.png`.toLowerCase();
  await page.screenshot({ path: inProject('out/images', picture), animations: 'disabled' });
  return faults;
}

/** @type {import('./uiCases.mjs').Case[]} */
export const pageCases = [
  {
    title: 'the page of a guest is readable in every theme, in a narrow window and enlarged',
    file: 'guest.xml',
    size: { width: 1000, height: 800 },
    prepare: async (workspace) => {
      const machine = path.join(workspace, '../machine');
      const folder = path.join(machine, 'usr/share/qemu/firmware');
      writeFileSync(path.join(folder, `41-${'long-name-'.repeat(15)}broken.json`), '{');
      const settings = path.join(workspace, '.vscode/settings.json');
      mkdirSync(path.dirname(settings), { recursive: true });
      const use = (theme) => writeFileSync(settings, JSON.stringify({ 'workbench.colorTheme': theme }));
      use(THEMES.light());
      return { use, domain: path.join(workspace, 'guest.xml'), end: async () => {} };
    },
    steps: async (page, _photograph, { use, domain }) => {
      await page.click('.codelens-decoration a:has-text("Firmware: 50-edk2-x86_64-secure.json")');
      await pageIn(page).locator('header.starts').waitFor();
      await page.keyboard.press('Control+k');
      await page.keyboard.press('Control+m');
      const faults = [];
      for (const find of Object.values(THEMES)) {
        const theme = find();
        use(theme);
        await pageIn(page).locator(`body[data-vscode-theme-id="${theme}"]`).waitFor();
        faults.push(...(await checkTheme(page, theme, domain)));
      }
      if (faults.length > 0) throw new Error(`${faults.length} faults:\n${faults.join('\n')}`);
    },
  },
  {
    title: 'the page of a guest works with the keyboard',
    file: 'guest.xml',
    size: { width: 1000, height: 800 },
    steps: async (page) => {
      await page.click('.codelens-decoration a:has-text("Firmware: 50-edk2-x86_64-secure.json")');
      const found = pageIn(page);
      await found.locator('header .kicker').click();
      const links = await found.locator('a').allTextContents();
      for (const text of links.map((each) => each.trim())) {
        await page.keyboard.press('Tab');
        const focus = await found.locator('a:focus').evaluate(readFocus);
        if (focus.text !== text) throw new Error(`The focus is not on ${text}, but on ${focus.text}`);
        if (!focus.isMarked) throw new Error(`The focus does not show: ${text}`);
      }
      if (!links.includes('Check Again')) throw new Error(`Actions are missing: ${links.join(', ')}`);
      await found.locator('header h1 a').focus();
      await page.keyboard.press('Enter');
      await page.waitForSelector('.tab.active:has-text("50-edk2-x86_64-secure.json")');
    },
  },
  {
    title: 'the page of a guest compares two releases, and fixes the domain',
    file: 'guest.xml',
    picture: 'comparison',
    size: { width: 1440, height: 860 },
    steps: async (page, photograph) => {
      await page.click('.codelens-decoration a:has-text("Firmware: 50-edk2-x86_64-secure.json")');
      const found = pageIn(page);
      await found.locator('nav a:has-text("Compare with Another Release…")').focus();
      await page.keyboard.press('Enter');
      await page.waitForSelector(`${title}:has-text("Compare with Another Release")`);
      await page.keyboard.insertText('libvirt@9.0');
      await page.waitForSelector(`${picks}.focused:has-text("libvirt@9.0")`);
      await page.keyboard.press('Enter');
      await found.locator('.comparison h2:text("Comparison of libvirt 11.3 and libvirt 9.0")').waitFor();
      const different = await found.locator('.comparison .different th').allInnerTexts();
      if (different.join() !== 'template format different') throw new Error(`Different: ${different.join()}`);
      await page.mouse.move(0, 0);
      await photograph();
      await page.click('.monaco-editor .view-line');
      await goAfter(page, 'q35');
      for (const key of ['Backspace', 'Backspace', 'Backspace', 'p', 'c']) await page.keyboard.press(key);
      await found.locator('header.none').waitFor();
      await found.locator('.nearest a.button:text("Change the Guest")').focus();
      await page.keyboard.press('Enter');
      await page.waitForSelector('.tab.active:has-text("guest.xml")');
      await seeLine(page, "machine='q35'");
      await found.locator('header.starts h1 :text("50-edk2-x86_64-secure.json")').waitFor();
      await found.locator('a:text("Close Comparison")').click();
      await found.locator('.comparison').waitFor({ state: 'detached' });
    },
  },
  {
    title: 'a guest is described in numbered steps with a Back button',
    file: 'guest.xml',
    picture: 'explain-steps',
    prepare: async (workspace) => {
      mkdirSync(path.join(workspace, 'guests'));
      writeFileSync(path.join(workspace, 'guests/other.xml'), GUESTS.none);
      writeFileSync(path.join(workspace, 'guests/network.xml'), '<network/>');
      return { end: async () => {} };
    },
    steps: async (page, photograph) => {
      await page.waitForSelector('.codelens-decoration a:has-text("Firmware: 50-edk2-x86_64-secure.json")');
      const step = async (count, row) => {
        await page.waitForSelector(`${title}:has-text("(${count})")`);
        await page.waitForSelector(`${picks}.focused:has-text("${row}")`);
      };
      const choose = async (text) => {
        await page.keyboard.type(text);
        await page.waitForSelector(`${picks}.focused:has-text("${text}")`);
        await page.keyboard.press('Enter');
      };
      await page.keyboard.press('F1');
      await page.keyboard.type('Explain Firmware Selection');
      await page.waitForSelector(`${picks}.focused:has-text("Explain Firmware Selection")`);
      await page.keyboard.press('Enter');
      await step('1/7', 'guest.xml');
      await page.waitForSelector(`${picks}:has-text("guests/other.xml")`);
      if (await page.isVisible(`${picks}:has-text("network.xml")`)) throw new Error('A network is offered.');
      await choose('Describe a guest');
      await step('2/7', 'x86_64');
      await choose('x86_64');
      await step('3/7', 'q35');
      await choose('pc-q35-8.2');
      await step('4/7', 'UEFI');
      await page.keyboard.press('Enter');
      await page.waitForSelector(`${title}:has-text("(5/7)")`);
      await page.click('.quick-input-titlebar .codicon-quick-input-back');
      await step('4/7', 'UEFI');
      await page.click('.quick-input-titlebar .codicon-quick-input-back');
      await step('3/7', 'pc-q35-8.2');
      await page.mouse.move(0, 0);
      await photograph();
      await page.keyboard.press('Enter');
      await step('4/7', 'UEFI');
      await page.keyboard.press('Enter');
      await page.waitForSelector(`${title}:has-text("(5/7)")`);
      for (const text of ['No Secure Boot', 'No enrolled keys'])
        await page.click(`${picks}:has-text("${text}")`);
      await page.keyboard.press('Enter');
      await step('6/7', 'None');
      await page.keyboard.press('Enter');
      await step('7/7', 'auto');
      await choose('libvirt@9.0');
      const found = pageIn(page);
      await found.locator('header.starts h1 :text("55-edk2-site.json")').waitFor();
      await found.locator('dd:has-text("pc-q35-8.2")').waitFor();
      await found.locator('footer :text("Consumer: libvirt 9.0")').waitFor();
    },
  },
];
