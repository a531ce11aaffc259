/* global document, getComputedStyle */

/**
 * User actions for all steps of the tour, and selectors of parts of the window.
 * @typedef {import('playwright-core').Page} Page
 * @typedef {object} Stage what the steps have
 * @property {Page} page
 * @property {string} workspace the folder that is open, absolute
 * @property {string} machine the root of a simulated machine, absolute
 * @property {(title: string) => Promise<void>} take takes a picture, named after the step and the title
 * @property {() => Promise<void>} openEmpty closes the folder
 * @property {(file: string) => Promise<void>} open shows a file of the folder
 * @typedef {{ title: string, act: (stage: Stage) => Promise<void> }} Step
 */

export const picks = '.quick-input-list .monaco-list-row';
export const pickTitle = '.quick-input-titlebar .quick-input-title';
export const suggestions = '.suggest-widget.visible .monaco-list-row';
export const actions = '.action-widget .monaco-list-row';
export const rows = '.part.sidebar .monaco-list-row';
const otherTitle = '.part.sidebar .pane-header:not(:has-text("QEMU Firmware"))';
export const viewTitle = '.part.sidebar .pane-header:has-text("QEMU Firmware")';
export const hover = '.monaco-hover:not(.hidden)';
export const menuItems = '.context-view .action-item';
export const notifications = '.notification-list-item';
export const marks = '.monaco-editor :is(.squiggly-error, .squiggly-warning)';

/** The width of a side bar with enough room, in pixels. */
const ROOMY = 400;

/** Returns a selector that also requires a text. */
export const withText = (selector, text) => `${selector}:has-text(${JSON.stringify(text)})`;

/** Waits for an element with a text. @param {Page} page */
export const see = (page, selector, text) => page.waitForSelector(withText(selector, text));

/** Throws with a sentence unless a condition is true. */
export function expect(is, sentence) {
  if (!is) throw new Error(sentence);
}

/**
 * How often the list of commands is opened: it only contains commands from before it was opened, and the key is lost while the focus
 * leaves a page.
 */
const ATTEMPTS = 6;

/** How often an editor is closed; no step opens that many. */
const MOST_CLOSED = 20;

/** How often the menu of a row is opened. */
const MENU_ATTEMPTS = 3;

/** Runs a command by its title. @param {Page} page */
export async function runCommand(page, title, attempt = 1) {
  await page.keyboard.press('F1');
  try {
    await page.waitForSelector('.quick-input-box input', { timeout: 10_000 });
    await page.keyboard.insertText(title);
    await page.waitForSelector(withText(`${picks}.focused`, title), { timeout: 10_000 });
  } catch (error) {
    if (attempt === ATTEMPTS) throw error;
    await page.keyboard.press('Escape');
    await runCommand(page, title, attempt + 1);
    return;
  }
  await page.keyboard.press('Enter');
}

/** Chooses a row of a list by typing a part of it. @param {Page} page */
export async function choose(page, text) {
  await page.keyboard.insertText(text);
  await page.waitForSelector(withText(`${picks}.focused`, text));
  await page.keyboard.press('Enter');
}

/** How often the list of fixes is opened: VS Code drops it as if it were empty while other extensions register providers of fixes. */
const FIX_ATTEMPTS = 3;

/**
 * Waits for the light bulb. VS Code finds no fixes while another extension registers a provider of fixes; it looks again when the cursor
 * has moved.
 */
export async function seeLightBulb(page) {
  for (let tries = 1; tries < 4; tries++) {
    const isSeen = await page.waitForSelector('.lightBulbWidget', { timeout: 10_000 }).catch(() => undefined);
    if (isSeen) return;
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft');
  }
  await page.waitForSelector('.lightBulbWidget');
}

/** Opens the list of fixes at the cursor. @param {Page} page */
export async function openFixes(page, attempt = 1) {
  const nothing = '.monaco-editor-overlaymessage';
  await page.keyboard.press('Control+.');
  await page.waitForSelector(`${actions}, ${nothing}`);
  if (attempt === FIX_ATTEMPTS || !(await page.isVisible(nothing))) return;
  await page.keyboard.press('Escape');
  await page.waitForSelector(nothing, { state: 'hidden' });
  await openFixes(page, attempt + 1);
}

/** Opens a file by its path. @param {Page} page @param {string} file absolute */
export async function openFile(page, file) {
  await page.keyboard.press('Control+p');
  await page.waitForSelector('.quick-input-box input');
  await page.keyboard.insertText(file);
  const name = file.slice(file.lastIndexOf('/') + 1);
  await page.waitForSelector(withText(`${picks}.focused`, name));
  await page.keyboard.press('Enter');
  await page.waitForSelector(withText('.tab.active', name));
  await page.waitForSelector('.editor-instance .monaco-editor .view-line');
}

/** Waits until the document has the language. @param {Page} page */
export const seeLanguage = (page, name) => see(page, '[id="status.editor.mode"]', name);

/** Waits until a line of the editor contains a text. @param {Page} page */
export const seeLine = (page, text) =>
  page.waitForFunction(
    // The editor renders spaces as no-break spaces.
    (expected) =>
      [...document.querySelectorAll('.view-line')].some((line) =>
        line.textContent.replaceAll('\u00a0', ' ').includes(expected),
      ),
    text,
  );

/** Waits for a text that the editor shows although it is not in the document. @param {Page} page */
export const seeGhost = (page, text) =>
  page.waitForFunction((expected) => {
    const shown = [...document.querySelectorAll('.monaco-editor :is(.view-line, .contentWidgets) *')].flatMap(
      (element) => [
        element.textContent,
        ...['::before', '::after'].map((side) => getComputedStyle(element, side).content),
      ],
    );
    return shown.some((one) => one.replaceAll('\u00a0', ' ').includes(expected));
  }, text);

/** Moves the cursor after a text of the document, by searching for it. @param {Page} page */
export async function goAfter(page, text) {
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+f');
  await page.waitForSelector('.find-widget.visible');
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
  await see(page, '.find-widget .matchesCount', '1 of');
  await page.keyboard.press('Escape');
  await page.waitForSelector('.find-widget.visible', { state: 'hidden' });
  await page.keyboard.press('ArrowRight');
}

/** Shows the view, with room for its rows. @param {Page} page */
export async function showView(page) {
  await runCommand(page, 'Focus on QEMU Firmware View');
  await page.waitForSelector(viewTitle);
  const files = page.locator(`${otherTitle} .codicon-view-pane-container-expanded`).first();
  if (await files.isVisible()) await files.click();
  const { x, width } = await page.locator('.part.sidebar').boundingBox();
  if (width >= ROOMY) return;
  await page.mouse.move(x + width, 300);
  await page.mouse.down();
  await page.mouse.move(x + ROOMY + 20, 300);
  await page.mouse.up();
}

/**
 * Chooses an entry of the menu of a row of the view. While the view is refreshed, a click may hit the row that replaces this one: the menu
 * is then opened again.
 * @param {Page} page
 */
export async function chooseInMenu(page, row, entry, attempt = 1) {
  await page.click(withText(rows, row), { button: 'right' });
  // A menu ignores clicks right after it has opened.
  const item = `${menuItems}:has(.action-label:text-is(${JSON.stringify(entry)}))`;
  try {
    await page.hover(item, { timeout: 10_000 });
    await page.waitForSelector(`${item}.focused`, { timeout: 10_000 });
  } catch (error) {
    if (attempt === MENU_ATTEMPTS) throw error;
    await page.keyboard.press('Escape');
    await chooseInMenu(page, row, entry, attempt + 1);
    return;
  }
  await page.keyboard.press('Enter');
}

/** Closes all editors, lists, messages and side bars. @param {Page} page */
export async function tidy(page) {
  for (let count = 0; count < 3; count += 1) await page.keyboard.press('Escape');
  const countTabs = () => page.locator('.tab').count();
  const hasFewer = (most) => document.querySelectorAll('.tab').length < most;
  for (let left = MOST_CLOSED, open = await countTabs(); open > 0; left -= 1, open = await countTabs()) {
    if (left === 0) throw new Error(`${open} editors do not close.`);
    await runCommand(page, 'Revert and Close Editor');
    // The command ignores an editor that is still being opened, so it is run again.
    await page.waitForFunction(hasFewer, open, { timeout: 10_000 }).catch(() => {});
  }
  if (await page.isVisible(notifications)) await runCommand(page, 'Notifications: Clear All Notifications');
  if (!(await page.isVisible('.part.sidebar'))) return;
  await page.keyboard.press('Control+b');
  await page.waitForSelector('.part.sidebar', { state: 'hidden' });
}
