import { makeVisible } from '../text/visible';

/** What a terminal shows in one or more adjacent cells: a character with its marks, or the code of a control character. */
export interface Cell {
  readonly shown: string;
  readonly width: number;
  /** The UTF-16 units of the text that it represents. */
  readonly start: number;
  readonly end: number;
}

/** The number of spaces for a tab: on a terminal, the width of a tab would depend on the text before it. */
const TAB = '    ';

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Splits a line into cells as a terminal shows it. */
export function splitIntoCells(text: string): readonly Cell[] {
  return Array.from(segmenter.segment(text), ({ segment, index }) => {
    const shown = segment === '\t' ? TAB : makeVisible(segment);
    const width = shown === segment ? measure(segment) : shown.length;
    return { shown, width, start: index, end: index + segment.length };
  });
}

/** East Asian wide and full-width characters, and emoji. [UAX #11] */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{17000}-\u{18cff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]|\ufe0f/u;
/** Marks, and characters without a glyph. */
const WITHOUT_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;

/** Counts the cells that a character with its marks takes. */
function measure(grapheme: string): number {
  if (WIDE.test(grapheme)) return 2;
  return WITHOUT_WIDTH.test(grapheme) ? 0 : 1;
}
