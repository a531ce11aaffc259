/* global document */

/**
 * What a user does, case by case.
 * @typedef {import('playwright-core').Page} Page
 * @typedef {object} Case
 * @property {string} title
 * @property {string} file below samples/
 * @property {string} picture the name of its picture, if it takes one, without `.png`
 * @property {(page: Page, photograph: (firstLine: number, lastLine: number) => Promise<unknown>) => Promise<void>} steps
 */

const samples = 'qemu/firmware';
const hover = '.monaco-hover:not(.hidden)';
const suggestions = '.suggest-widget.visible .monaco-list-row';
const menu = '.action-widget .monaco-list-row';

/** The first string of the document that is a text, once it is coloured. @param {Page} page */
const word = (page, text) =>
  page
    .locator('.view-line span span')
    .filter({ hasText: new RegExp(`^"?${text}"?$`) })
    .first();

/** Waits until a line of the editor contains a text. @param {Page} page */
async function lineWith(page, text) {
  await page.waitForFunction(
    // The editor draws spaces as no-break spaces.
    (wanted) =>
      [...document.querySelectorAll('.view-line')].some((line) =>
        line.textContent.replaceAll('\u00a0', ' ').includes(wanted),
      ),
    text,
  );
}

/** Waits until the editor underlines a mistake, or none any more. @param {Page} page */
const underlined = (page, state = 'visible') =>
  page.waitForSelector('.monaco-editor :is(.squiggly-error, .squiggly-warning)', { state });

/** Waits for the row of a list that contains a text. @param {Page} page */
const row = (page, list, text) => page.waitForSelector(`${list}:has-text(${JSON.stringify(text)})`);

/** Runs in the page. */
const onlyOne = (rows) => document.querySelectorAll(rows).length === 1;

// Every case waits for a mistake to be underlined first: that is when the server is there.
/** @type {Case[]} */
export const cases = [
  {
    title: 'a mistake is underlined, and its hover says what is wrong',
    file: `${samples}/60-mistake-template-missing.json`,
    picture: 'diagnostic',
    steps: async (page, photograph) => {
      await underlined(page);
      await word(page, 'split').hover();
      await page.waitForSelector(`${hover} :text("template-missing")`);
      await photograph(1, 24);
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
      // A pointer on a word makes a link of it while Control is down.
      await page.mouse.move(0, 0);
      // The light bulb tells that the fixes for this place have come.
      await page.waitForSelector('.lightBulbWidget');
      await page.keyboard.press('Control+.');
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
];
