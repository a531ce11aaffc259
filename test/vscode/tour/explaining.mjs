/* global document, innerWidth */

/** Steps of the tour: the page that explains a selection, and the questions before it. */
import { choose, expect, pageWith, picks, pickTitle, runCommand, see, withText } from './hands.mjs';

const THEMES = [
  'Default Light Modern',
  'Default Dark Modern',
  'Default High Contrast Light',
  'Default High Contrast',
  'Quiet Light',
];

/** With twice the zoom, half the width is left for the page. */
const SIZES = [
  { name: 'wide', width: 1000, zoom: 1 },
  { name: '320 px', width: 320, zoom: 1 },
  { name: '200 percent', width: 640, zoom: 2 },
];
const USUAL = { width: 1280, height: 800 };

/** @type {import('./hands.mjs').Step[]} */
export const explaining = [
  {
    title: 'a guest is described in counted steps, with a way back',
    act: async ({ page, take }) => {
      const step = (count) => see(page, pickTitle, `(${count})`);
      await runCommand(page, 'Explain Firmware Selection…');
      await step('1/7');
      await see(page, picks, 'guest.xml');
      await take('which guest');
      await choose(page, 'Describe a guest');
      await step('2/7');
      await take('architecture');
      await choose(page, 'x86_64');
      await step('3/7');
      await page.keyboard.type('pc-q35-8.2');
      await see(page, picks, 'pc-q35-8.2');
      await take('a machine of one’s own');
      await page.keyboard.press('Enter');
      await step('4/7');
      await page.click('.quick-input-titlebar .codicon-quick-input-back');
      await step('3/7');
      await take('back');
      await page.keyboard.press('Enter');
      for (const count of ['4/7', '5/7', '6/7']) {
        await step(count);
        await page.keyboard.press('Enter');
      }
      await step('7/7');
      await take('consumer');
      await page.keyboard.press('Enter');
      const found = await pageWith(page, 'header h1');
      await found.waitForSelector('dd:has-text("pc-q35-8.2")');
      await take('page');
    },
  },
  ...THEMES.map((theme) => ({
    title: `the page in ${theme}`,
    act: async ({ page, take }) => {
      await runCommand(page, 'Preferences: Color Theme');
      await see(page, picks, 'Dark');
      await page.keyboard.type(shortName(theme));
      await page.waitForSelector(withText(`${picks}.focused`, shortName(theme)));
      await page.keyboard.press('Enter');
      await runCommand(page, 'Explain Firmware Selection…');
      await choose(page, 'guest.xml');
      await page.waitForFunction(() =>
        document.querySelector('.quick-input-titlebar .quick-input-title')?.textContent.includes('7'),
      );
      await page.keyboard.press('Enter');
      await pageWith(page, `body[data-vscode-theme-id="${theme}"] header h1`);
      try {
        for (const { name, width, zoom } of SIZES) {
          await page.setViewportSize({ ...USUAL, width });
          const found = await pageWith(page, 'header h1');
          await found.waitForFunction((wide) => innerWidth <= wide, width);
          await found.evaluate((factor) => {
            document.documentElement.style.zoom = String(factor);
          }, zoom);
          await take(name);
          const [needed, wide] = await found.evaluate(() => {
            const { scrollWidth, clientWidth } = document.documentElement;
            return [scrollWidth, clientWidth];
          });
          expect(needed <= wide, `At ${name} the page scrolls sideways: ${needed} px in ${wide}.`);
        }
      } finally {
        await page.setViewportSize(USUAL);
      }
    },
  })),
];

/** As the list of themes has it. */
function shortName(theme) {
  const names = {
    'Default High Contrast Light': 'Light High Contrast',
    'Default High Contrast': 'Dark High Contrast',
  };
  return names[theme] ?? theme.replace(/^Default /, '');
}
