/** Steps of the tour: the view of the search path. */
import { existsSync, renameSync } from 'node:fs';
import path from 'node:path';
import {
  chooseInMenu,
  choose,
  expect,
  menuItems,
  notifications,
  picks,
  rows,
  runCommand,
  see,
  showView,
  viewTitle,
  withText,
} from './hands.mjs';

const SECURE = '50-edk2-x86_64-secure.json';
const PLAIN = '60-edk2-x86_64.json';

/** Waits until a file exists, or not, as the view says. */
async function until(page, isSo) {
  for (let left = 120; !isSo(); left -= 1) {
    expect(left > 0, 'The file system is not in the expected state.');
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 250)));
  }
}

/** @type {import('./hands.mjs').Step[]} */
export const view = [
  {
    title: 'the view lists the search path, with findings as rows',
    act: async ({ page, take }) => {
      await showView(page);
      const site = await see(page, rows, '55-edk2-site.json');
      await see(page, viewTitle, 'libvirt 11.3');
      await take('files');
      await (await site.$('.monaco-tl-twistie')).click();
      await see(page, rows, 'Unknown value “secure-bot” for “features”');
      await take('findings below a file');
    },
  },
  {
    title: 'the title switches the consumer',
    act: async ({ page, take }) => {
      await showView(page);
      await see(page, rows, SECURE);
      await page.hover(viewTitle);
      await page.click(`${viewTitle} .action-label[aria-label*="Choose Consumer"]`);
      await see(page, picks, 'libvirt');
      await take('consumers');
      await choose(page, 'systemd-vmspawn 262');
      await see(page, viewTitle, 'vmspawn');
      await take('another consumer');
      await runCommand(page, 'Choose Consumer…');
      await choose(page, 'Installed programs');
      await see(page, viewTitle, 'libvirt');
    },
  },
  {
    title: 'a file has its menu',
    act: async ({ page, take }) => {
      await showView(page);
      await page.click(withText(rows, PLAIN), { button: 'right' });
      for (const entry of ['Open to the Side', 'Copy Path', 'Show QEMU Command Line', 'Explain Selection'])
        await see(page, menuItems, entry);
      await take('entries');
      await page.keyboard.press('Escape');
    },
  },
  {
    title: 'a mask announces what it writes, and the notification undoes it',
    act: async ({ page, machine, take }) => {
      const mask = path.join(machine, 'etc/qemu/firmware', PLAIN);
      await showView(page);
      await chooseInMenu(page, PLAIN, 'Mask…');
      await see(page, picks, mask);
      await take('question');
      await page.click(withText(picks, mask));
      await see(page, notifications, mask);
      await take('notification');
      expect(existsSync(mask), 'The mask is missing.');
      await page.click(`${notifications} .monaco-button:has-text("Undo")`);
      await until(page, () => !existsSync(mask));
    },
  },
  {
    title: 'the menu removes a mask',
    act: async ({ page, machine, take }) => {
      const mask = path.join(machine, 'etc/qemu/firmware/70-seabios.json');
      await showView(page);
      await see(page, rows, '70-seabios.json');
      await chooseInMenu(page, '70-seabios.json', 'Unmask…');
      await see(page, picks, mask);
      await take('question');
      await page.keyboard.press('Enter');
      await see(page, notifications, mask);
      await take('notification');
      await until(page, () => !existsSync(mask));
    },
  },
  {
    title: 'an override asks for confirmation with the full path',
    act: async ({ page, machine, take }) => {
      const copy = path.join(machine, 'etc/qemu/firmware', SECURE);
      await showView(page);
      await chooseInMenu(page, SECURE, 'Override…');
      await see(page, picks, copy);
      await take('question');
      await page.click(withText(picks, copy));
      await see(page, '.tab.active', SECURE);
      await see(page, notifications, copy);
      await take('copy');
      await page.click(`${notifications} .monaco-button:has-text("Undo")`);
      await until(page, () => !existsSync(copy));
    },
  },
  {
    title: 'an empty window has the view, with a welcome text if nothing is found',
    act: async ({ page, machine, openEmpty, open, take }) => {
      await openEmpty();
      const away = `${machine}-away`;
      try {
        await showView(page);
        await see(page, rows, SECURE);
        await take('files');
        renameSync(machine, away);
        await page.hover(viewTitle);
        await page.click(`${viewTitle} .codicon-refresh`);
        await see(page, '.part.sidebar', 'Choose a Root…');
        await take('welcome');
      } finally {
        if (existsSync(away)) renameSync(away, machine);
        await open('README.md');
      }
    },
  },
];
