/**
 * Characters that a terminal, an editor or a log may execute, hide or reorder: control characters of C0 and C1 and DEL (\p{Cc}), the line
 * and paragraph separators, the characters that change the direction of text (\p{Bidi_Control}), and blanks without a width. Joiners are
 * part of words and emoji.
 */
const UNSAFE = /[\p{Cc}\u200b\u2028\u2029\u2060\ufeff\p{Bidi_Control}]/gu;

/** Whether displaying the text unchanged can have other effects. */
export function hasControls(text: string): boolean {
  return text.search(UNSAFE) >= 0;
}

/** Replaces control characters by their codes as in JSON (`\u001b`). The result is one line that is safe to print. */
export function makeVisible(text: string): string {
  return text.replace(UNSAFE, writeCode);
}

/** Does the same for several lines: line feeds stay. */
export function makeLinesVisible(text: string): string {
  return text.replace(UNSAFE, (character) => (character === '\n' ? character : writeCode(character)));
}

function writeCode(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
