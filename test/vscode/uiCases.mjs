/* global document */

/**
 * What a user does, case by case.
 * @typedef {import('playwright-core').Page} Page
 * @typedef {object} Case
 * @property {string} title
 * @property {string} file below samples/
 * @property {string} picture the name of the picture, without `.png`
 * @property {(page: Page, photograph: () => Promise<unknown>) => Promise<void>} steps
 */

const samples = 'qemu/firmware';
const hover = '.monaco-hover:not(.hidden)';
const suggestions = '.suggest-widget.visible .monaco-list-row';
const menu = '.action-widget .monaco-list-row';

/** The first place of a text in the document, as far as it is of one colour. @param {Page} page */
const word = (page, text) => page.locator(`.view-line span span:has-text(${JSON.stringify(text)})`).first();

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

/** Waits until the editor shows a mistake of a severity, or none any more. @param {Page} page */
const squiggle = (page, severity) => page.waitForSelector(`.monaco-editor .squiggly-${severity}`);
const noSquiggle = (page, severity) =>
  page.waitForSelector(`.monaco-editor .squiggly-${severity}`, { state: 'detached' });

/** Waits for the row of a list that contains a text. @param {Page} page */
const row = (page, list, text) => page.waitForSelector(`${list}:has-text(${JSON.stringify(text)})`);

// Every case waits for a mistake to be underlined first: that is when the server is there.
/** @type {Case[]} */
export const cases = [
  {
    title: 'a mistake is underlined, and its hover says what is wrong',
    file: `${samples}/60-mistake-template-missing.json`,
    picture: 'diagnostic',
    steps: async (page, photograph) => {
      await squiggle(page, 'error');
      await word(page, 'mapping').hover();
      await page.waitForSelector(`${hover} :text("template-missing")`);
      await photograph();
    },
  },
  {
    title: 'a hover explains a member',
    file: `${samples}/63-mistake-misspelt-feature.json`,
    picture: 'hover',
    steps: async (page, photograph) => {
      await squiggle(page, 'error');
      await word(page, 'nvram-template').hover();
      await page.waitForSelector(`${hover} :text("nvram-template")`);
      await photograph();
    },
  },
  {
    title: 'a completion is accepted by the keyboard',
    file: `${samples}/60-mistake-template-missing.json`,
    picture: 'completion',
    steps: async (page, photograph) => {
      await squiggle(page, 'error');
      await word(page, 'acpi-s3').click();
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      await page.keyboard.type('"secure');
      await row(page, suggestions, 'secure-boot');
      await photograph();
      await page.keyboard.press('Enter');
      await lineWith(page, '"secure-boot"');
    },
  },
  {
    title: 'a quick fix is applied by the keyboard',
    file: `${samples}/63-mistake-misspelt-feature.json`,
    picture: 'quick-fix',
    steps: async (page, photograph) => {
      await squiggle(page, 'error');
      await word(page, 'secure-bot').click();
      await page.keyboard.press('Control+.');
      await row(page, menu, 'secure-boot');
      await photograph();
      await page.keyboard.press('Enter');
      await lineWith(page, '"secure-boot"');
      await noSquiggle(page, 'error');
    },
  },
  {
    title: 'the definition of a member is in the schema',
    file: `${samples}/63-mistake-misspelt-feature.json`,
    picture: 'definition',
    steps: async (page, photograph) => {
      await squiggle(page, 'error');
      await word(page, 'nvram-template').click();
      await page.keyboard.press('F12');
      await page.waitForSelector('.tab.active:has-text(".qapi")');
      await lineWith(page, 'nvram-template');
      await photograph();
    },
  },
];
