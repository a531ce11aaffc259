/** The releases of Node in which the npm package is tested. */
export const nodeReleases: readonly string[];

/** The folder of a release, relative to the project; it has a file `ready` once it is complete. */
export function nodeFolder(release: string): string;

/** The program of Node in a folder in which its package is installed. */
export const nodeProgram: string;
