/** The parts of a URI that tell where a file lies. */
interface Place {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
}

/**
 * Whether a URI names a file on this computer, which can be opened unasked. Windows takes two slashes of any kind at the beginning for the
 * name of another computer, to which it then proves who the user is.
 */
export function isLocalFile({ scheme, authority, path }: Place): boolean {
  return scheme === 'file' && authority === '' && !startsWithComputer(path);
}

/** Whether that is the absolute path of a file on this computer. */
export function isLocalPath(path: unknown): path is string {
  return typeof path === 'string' && /^(?:\/|[A-Za-z]:[\\/])/.test(path) && !startsWithComputer(path);
}

function startsWithComputer(path: string): boolean {
  return /^[\\/]{2}/.test(path);
}
