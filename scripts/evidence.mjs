/** Messages of every start of npm's VS Code server, which lacks its native modules. */
const EXPECTED = /Could not locate the bindings file|Cannot find module '[^']*(?:\.node|build\/Release)/;

/** @param {string} text @param {number} lines @returns {string} the last lines of a text */
export const tail = (text, lines) => text.trimEnd().split('\n').slice(-lines).join('\n');

/**
 * @param {string[]} messages messages of a console
 * @param {number} most
 * @returns {string} the first lines of the last messages, without those of every run
 */
export function lastMessages(messages, most) {
  const lines = messages
    .filter((message) => !EXPECTED.test(message))
    .map((message) => message.replace(/%[cs]|color: [#\w]*/g, '').trim())
    .map((message) => message.split('\n', 1)[0]);
  return [...new Set(lines)].filter(Boolean).slice(-most).join('\n');
}

/** @param {string} title @param {string} text @returns {string} the text, indented below its title; empty if there is none */
export function section(title, text) {
  return text === '' ? '' : `${title}:\n${text.replace(/^/gm, '  ')}`;
}
