import { t } from '../text/translations';

/** Why a path has no content, as data: callers decide by it and put it into a sentence. */
export type FileProblem =
  | {
      readonly kind:
        | 'missing'
        | 'denied'
        /** Symbolic links that form a loop. */
        | 'link-loop'
        | 'folder'
        /** A named pipe, a socket or a device. */
        | 'not-regular'
        | 'name-too-long'
        /** No string can express the file's name. */
        | 'name-not-utf8'
        /** The path is on another computer, and the user has not asked to connect to it. */
        | 'other-computer';
    }
  | { readonly kind: 'too-large'; /** In bytes. */ readonly limit: number }
  | { readonly kind: 'failed'; /** The system's error code, such as `EIO`. */ readonly code: string };

/** Converts an error code of Node's file system. */
export function toFileProblem(code: string): FileProblem {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ERR_INVALID_ARG_VALUE': // A path with a NUL character.
      return { kind: 'missing' };
    case 'EACCES':
    case 'EPERM':
      return { kind: 'denied' };
    case 'ELOOP':
      return { kind: 'link-loop' };
    case 'EISDIR':
      return { kind: 'folder' };
    case 'ENXIO': // A socket.
    case 'ENODEV': // A device without a driver.
      return { kind: 'not-regular' };
    case 'ENAMETOOLONG':
      return { kind: 'name-too-long' };
    default:
      return { kind: 'failed', code };
  }
}

/** Whether a path leads nowhere, rather than to something unreadable. */
export function isNowhere({ kind }: FileProblem): boolean {
  return kind === 'missing' || kind === 'link-loop';
}

/** Whether a path may be unusable because its name is not UTF-8: Node replaces the invalid bytes with U+FFFD. */
export function hasLostBytes(path: string): boolean {
  return path.includes('\ufffd');
}

/** Describes a problem in a few words, to follow the file's name and a colon. */
export function describeFileProblem(problem: FileProblem): string {
  switch (problem.kind) {
    case 'missing':
      return t('no such file or folder');
    case 'denied':
      return t('permission denied');
    case 'link-loop':
      return t('symbolic link loop');
    case 'folder':
      return t('is a folder');
    case 'not-regular':
      return t('is not a regular file');
    case 'name-too-long':
      return t('name too long');
    case 'name-not-utf8':
      return t('name is not valid UTF-8');
    case 'other-computer':
      return t('is on another computer, which is not contacted');
    case 'too-large':
      return problem.limit < 1024 * 1024
        ? t('is too large (over {0} KiB)', problem.limit / 1024)
        : t('is too large (over {0} MiB)', problem.limit / 1024 / 1024);
    case 'failed':
      return `${t('cannot be read')} (${problem.code})`;
  }
}
