/** The releases of Node in which the npm package is tested: the oldest that package.json allows, and newer ones with long-term support. */
export const nodeReleases = ['20.19.0', '22.23.3', '24.21.0'];

/** The folder of a release, relative to the project; it has a file `ready` once it is complete. @param {string} release */
export const nodeFolder = (release) => `out/nodes/${release}`;

const isWindows = process.platform === 'win32';

/** The npm package with a Node for this machine. */
export const nodePackage = `node-${isWindows ? 'win' : process.platform}-${process.arch}`;

/** The program, relative to the folder in which that package is installed. */
export const nodeProgram = `node_modules/${nodePackage}/bin/node${isWindows ? '.exe' : ''}`;
