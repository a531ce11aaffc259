/** The parts of a URI that say where a file is. */
interface Place {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
}

/**
 * Returns whether a URI names a file on this computer, which can be opened without asking. On Windows, two slashes of any kind at the beginning
 * name another computer, to which Windows would then authenticate the user.
 */
export function isLocalFile({ scheme, authority, path }: Place): boolean {
  return scheme === 'file' && authority === '' && !startsWithComputer(path);
}

/** Returns whether this is the absolute path of a file on this computer. */
export function isLocalPath(path: unknown): path is string {
  return typeof path === 'string' && /^(?:\/|[A-Za-z]:[\\/])/.test(path) && !startsWithComputer(path);
}

function startsWithComputer(path: string): boolean {
  return /^[\\/]{2}/.test(path);
}
