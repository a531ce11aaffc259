/* global document, getComputedStyle, innerWidth, NodeFilter */

/**
 * Finds what is hard to read or to reach in a page. Runs in the page, so it is self-contained. Text requires a contrast of 4.5:1 against
 * its background, large text and meaningful lines 3:1. [WCAG 2.2, 1.4.3, 1.4.10, 1.4.11]
 *
 * @param {Element} _root of the page
 * @param {{ width: number, zoom: number, lines: string }} how the maximum width of the page, its zoom factor, and a selector of elements
 *   with meaningful borders
 * @returns {string[]} a line for each fault, without duplicates
 */
export function findFaults(_root, { width, zoom, lines }) {
  document.documentElement.style.zoom = String(zoom);
  const faults = new Set();
  const name = (element) =>
    `${element.localName}${[...element.classList].map((one) => `.${one}`).join('')} “${element.textContent.trim().replace(/\s+/g, ' ').slice(0, 40)}”`;

  /** @returns {[number, number, number, number]} red, green, blue and opacity from 0 to 1 */
  const readColor = (text) => {
    const numbers = text.match(/-?[\d.]+(?:e-?\d+)?/g)?.map(Number) ?? [];
    if (text.startsWith('rgb')) return [...numbers.slice(0, 3).map((value) => value / 255), numbers[3] ?? 1];
    if (text.startsWith('color(srgb ')) return [...numbers.slice(0, 3), numbers[3] ?? 1];
    throw new Error(`No colour: ${text}`);
  };
  const blend = ([r, g, b, a], [br, bg, bb]) => [
    r * a + br * (1 - a),
    g * a + bg * (1 - a),
    b * a + bb * (1 - a),
    1,
  ];
  const fade = ([r, g, b, a], opacity) => [r, g, b, a * opacity];
  const luminance = (color) => {
    const [r, g, b] = color.map((value) =>
      value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [bright, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (bright + 0.05) / (dark + 0.05);
  };
  const listAncestors = (element) => (element ? [...listAncestors(element.parentElement), element] : []);
  /** Returns the background of an element's content, and the opacity of the content. */
  const findBackground = (element) => {
    let [background, opacity] = [[1, 1, 1, 1], 1];
    for (const each of listAncestors(element)) {
      const style = getComputedStyle(each);
      if (style.backgroundImage !== 'none') faults.add(`${name(each)}: a picture under the text`);
      opacity *= Number(style.opacity);
      background = blend(fade(readColor(style.backgroundColor), opacity), background);
    }
    return { background, opacity };
  };
  const demand = (element, what, color, needed, from = element) => {
    const { background, opacity } = findBackground(from);
    const found = contrast(blend(fade(readColor(color), opacity), background), background);
    if (found < needed)
      faults.add(`${name(element)}: ${what} has a contrast of ${found.toFixed(2)}, not ${needed}`);
  };

  const isHidden = (element) => getComputedStyle(element).clipPath !== 'none';
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let texts = 0;
  for (let text = walker.nextNode(); text !== null; text = walker.nextNode()) {
    const element = text.parentElement;
    if (text.data.trim() === '' || ['STYLE', 'SCRIPT'].includes(element.tagName)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const boxes = [...range.getClientRects()];
    if (boxes.length === 0 || listAncestors(element).some(isHidden)) continue;
    texts += 1;
    const { fontSize, fontWeight, color } = getComputedStyle(element);
    const size = Number.parseFloat(fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700);
    demand(element, 'the text', color, isLarge ? 3 : 4.5);
    if (boxes.some(({ left, right }) => left < -1 || right > innerWidth + 1))
      faults.add(`${name(element)}: the text is cut`);
  }
  if (texts === 0) faults.add('the page has no text');
  for (const element of document.querySelectorAll(lines)) {
    const { borderLeftColor, borderLeftWidth } = getComputedStyle(element);
    if (Number.parseFloat(borderLeftWidth) === 0) faults.add(`${name(element)}: the border is missing`);
    demand(element, 'the line', borderLeftColor, 3, element.parentElement);
  }

  const { scrollWidth, clientWidth } = document.documentElement;
  if (innerWidth > width) faults.add(`the page is ${innerWidth} px wide, not ${width}`);
  if (scrollWidth > clientWidth) faults.add(`the page scrolls sideways: ${scrollWidth} px in ${clientWidth}`);
  for (const element of document.body.querySelectorAll('*'))
    if (getComputedStyle(element).overflowX !== 'visible' && !listAncestors(element).some(isHidden))
      if (element.scrollWidth > element.clientWidth + 1) faults.add(`${name(element)}: its content is cut`);

  const levels = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(({ localName }) =>
    Number(localName[1]),
  );
  if (levels.filter((level) => level === 1).length !== 1 || levels[0] !== 1)
    faults.add(`headings: expected exactly one h1, as the first: ${levels}`);
  if (levels.some((level, at) => at > 0 && level > levels[at - 1] + 1))
    faults.add(`headings skip a level: ${levels}`);
  for (const table of document.querySelectorAll('table'))
    if (!table.querySelector('th[scope=col]') || !table.querySelector('th[scope=row]'))
      faults.add('a table has no headers');
  if (document.documentElement.lang === '') faults.add('the page has no language');
  if (document.querySelector('main script')) faults.add('the page has a script');
  return [...faults];
}

/**
 * Returns the focused element. Runs in the page.
 * @param {Element} element
 * @returns {{ text: string, isMarked: boolean }}
 */
export function readFocus(element) {
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const isMarked = outlineStyle === 'solid' && Number.parseFloat(outlineWidth) >= 2;
  return { text: element.textContent.trim(), isMarked };
}
