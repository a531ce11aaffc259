import { section, tail } from '../../scripts/evidence.mjs';

/* global document */

/** The parts of a window that a failing case reports, by title. */
const PARTS = {
  Tabs: '.tab',
  'Code lenses': '.codelens-decoration',
  Hovers: '.monaco-hover:not(.hidden)',
  Suggestions: '.suggest-widget.visible .monaco-list-row',
  Actions: '.action-widget .monaco-list-row',
  'Quick input': '.quick-input-widget :is(.quick-input-title, .monaco-list-row, .quick-input-message)',
  Menu: '.context-view .action-item',
  'Side bar': '.part.sidebar .monaco-list-row',
  Panel: '.part.panel .monaco-list-row',
  Notifications: '.notification-list-item-message',
  Dialog: '.monaco-dialog-box',
  'Status bar': '.statusbar-item[aria-label]',
};

/**
 * Describes in words what a window shows.
 * @param {import('playwright-core').Page} page
 * @returns {Promise<string>}
 */
export async function describeWindow(page) {
  const { editor, underlined, parts } = await page.evaluate(readWindow, PARTS);
  const webviews = await Promise.all(page.frames().map(textOfWebview));
  return [
    section('Editor', editor.join('\n')),
    section('Underlined', underlined.join('\n')),
    ...Object.entries(parts).map(([title, texts]) => section(title, texts.join(' | '))),
    section('Page of the extension', tail(webviews.filter(Boolean).join('\n'), 20)),
  ]
    .filter(Boolean)
    .join('\n');
}

/** Runs in the page. */
function readWindow(selectors) {
  const textOf = (element) => element.innerText.replaceAll('\u00a0', ' ').replaceAll('\n', ' ').trim();
  const visible = (selector) =>
    [...document.querySelectorAll(selector)].filter((element) => element.getClientRects().length > 0);
  const fromTop = (a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top;
  const lines = visible('.monaco-editor .view-line').sort(fromTop);
  const marks = visible('.monaco-editor :is(.squiggly-error, .squiggly-warning)').sort(fromTop);
  const lineAt = (mark) => {
    const { top } = mark.getBoundingClientRect();
    return lines.findLast((line) => line.getBoundingClientRect().top <= top + 1);
  };
  return {
    editor: lines.map((line) => line.textContent.replaceAll('\u00a0', ' ')),
    underlined: marks.map((mark) => lineAt(mark)?.textContent.trim() ?? ''),
    parts: Object.fromEntries(
      Object.entries(selectors).map(([title, selector]) => [
        title,
        visible(selector).map(textOf).filter(Boolean),
      ]),
    ),
  };
}

/** @param {import('playwright-core').Frame} frame @returns {Promise<string>} empty if the frame is not one of them, or is gone */
async function textOfWebview(frame) {
  try {
    const isContent = (await (await frame.frameElement()).getAttribute('id')) === 'active-frame';
    return isContent ? await frame.evaluate(() => document.body.innerText) : '';
  } catch {
    return '';
  }
}
