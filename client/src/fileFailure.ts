/** Why a file could not be read, written or removed, in terms that matter to the user. */
export type FileFailure = 'denied' | 'read-only' | 'full' | 'exists' | 'no-folder' | 'missing' | 'other';

/**
 * Classifies an error of a file system. For some errors, VS Code has its own code; for others, the message contains the code of the operating
 * system. [vscode.FileSystemError.code]
 */
export function classifyFailure(error: unknown): FileFailure {
  const { code, message } = readFailure(error);
  const system = /\b(E[A-Z]{3,12})\b/.exec(message)?.[1] ?? code;
  return SYSTEM_CODES[system] ?? CODES[code] ?? 'other';
}

/** [vscode.FileSystemError.code] */
const CODES: Readonly<Record<string, FileFailure>> = {
  NoPermissions: 'denied',
  FileExists: 'exists',
  FileNotADirectory: 'no-folder',
  FileNotFound: 'missing',
};

/** [POSIX, errno.h] */
const SYSTEM_CODES: Readonly<Record<string, FileFailure>> = {
  EACCES: 'denied',
  EPERM: 'denied',
  EROFS: 'read-only',
  ENOSPC: 'full',
  EDQUOT: 'full',
  EEXIST: 'exists',
  ENOTDIR: 'no-folder',
  ENOENT: 'missing',
};

function readFailure(error: unknown): { readonly code: string; readonly message: string } {
  const { code, message } = (typeof error === 'object' && error !== null ? error : {}) as Record<
    string,
    unknown
  >;
  return { code: typeof code === 'string' ? code : '', message: typeof message === 'string' ? message : '' };
}
