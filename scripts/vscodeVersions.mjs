/**
 * A VS Code that runs as a server, from npm alone.
 * @typedef {object} Release
 * @property {string} codeServer the version of the package code-server that carries it
 * @property {{ light: string, dark: string }} themes the ids of its usual themes
 * @property {string} [node] the version of Node that it needs; the machine's own will do if absent
 */

/** By what `--vscode` takes; the first one is the oldest that package.json asks for, and the default. @type {Record<string, Release>} */
const releases = {
  // VS Code 1.99.3. The code-server before it does not install from npm alone, the one after it does not run on Node 20.
  1.99: { codeServer: '4.99.4', themes: { light: 'Default Light Modern', dark: 'Default Dark Modern' } },
  // VS Code 1.139.1.
  1.139: { codeServer: '4.139.1', themes: { light: 'Light 2026', dark: 'Dark 2026' }, node: '24.21.0' },
};

/** What `--vscode` takes. @type {string[]} */
export const vscodeVersions = Object.keys(releases);

/** The processes of one run agree by it. */
const VARIABLE = 'QEMU_FIRMWARE_VSCODE';

/**
 * Has this process, and those that it starts, use a version of VS Code.
 * @param {string | undefined} version one of `vscodeVersions`; nothing changes if undefined
 */
export function useVSCode(version) {
  if (version === undefined) return;
  if (!vscodeVersions.includes(version))
    throw new Error(`There is no VS Code "${version}" to use, only ${vscodeVersions.join(', ')}.`);
  process.env[VARIABLE] = version;
}

/** The version that this process uses, and where it comes from. @returns {Release & { version: string }} */
export function chosenVSCode() {
  const version = process.env[VARIABLE] ?? vscodeVersions[0];
  return { version, ...releases[version] };
}

/** @returns {boolean} whether one of these versions was asked for, rather than whichever VS Code there is */
export const isVSCodeChosen = () => process.env[VARIABLE] !== undefined;
