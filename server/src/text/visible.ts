/**
 * What a terminal, an editor or a log may take for a command, or hide, or show in another order: control characters of C0 and C1 and
 * DEL (\p{Cc}), the line and paragraph separators, and the characters that change the direction of text (\p{Bidi_Control}).
 */
const UNSAFE = /[\p{Cc}\u2028\u2029\p{Bidi_Control}]/gu;

/** Whether showing the text as it is may do more than show it. */
export function hasControls(text: string): boolean {
  return text.search(UNSAFE) >= 0;
}

/** The text with each control character as its code, as JSON writes it: `\u001b`. It is one line, and printing it does nothing else. */
export function makeVisible(text: string): string {
  return text.replace(UNSAFE, writeCode);
}

/** The same for several lines: line feeds stay. */
export function makeLinesVisible(text: string): string {
  return text.replace(UNSAFE, (character) => (character === '\n' ? character : writeCode(character)));
}

function writeCode(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
