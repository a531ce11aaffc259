import { isRecord, toPath, toPathPart, readString, readValue } from '../protocol/fromLsp';

/** The folders of the workspace: those on disk by their paths, and all by their URIs. */
export class Folders {
  private readonly all = new Set<string>();
  private readonly uris = new Set<string>();

  /** @param params those of `initialize`: folders, or the single root of older clients */
  constructor(params: unknown) {
    const folders = readFolders(params, 'workspaceFolders');
    const rootUri = readString(params, 'rootUri');
    const root = (rootUri === undefined ? undefined : toPath(rootUri)) ?? readString(params, 'rootPath');
    for (const path of folders.length > 0 || root === undefined ? folders : [root])
      this.all.add(toPlainFolder(path));
    for (const uri of readUris(params, 'workspaceFolders')) this.uris.add(toPlainFolder(uri));
  }

  /** Call this with the `event` of workspace/didChangeWorkspaceFolders. */
  changed(event: unknown): void {
    for (const path of readFolders(event, 'removed')) this.all.delete(toPlainFolder(path));
    for (const path of readFolders(event, 'added')) this.all.add(toPlainFolder(path));
    for (const uri of readUris(event, 'removed')) this.uris.delete(toPlainFolder(uri));
    for (const uri of readUris(event, 'added')) this.uris.add(toPlainFolder(uri));
  }

  /** Absolute, with `/` between names and none at the end. */
  get paths(): readonly string[] {
    return [...this.all];
  }

  /** Finds the innermost folder that contains `file`. */
  holding(file: string): string | undefined {
    const [first] = this.around(file);
    return first !== undefined && isInside(file, first) ? first : undefined;
  }

  /** Finds the path part of the innermost folder that contains the document `uri`, on disk or not. */
  pathHolding(uri: string): string | undefined {
    const [holding] = [...this.uris]
      .filter((folder) => isInside(uri, folder))
      .sort((a, b) => b.length - a.length);
    return holding === undefined ? undefined : toPathPart(holding);
  }

  /** Lists all folders, the innermost one that contains `file` first. */
  around(file: string | undefined): readonly string[] {
    const folders = this.paths;
    const holding = folders
      .filter((folder) => file !== undefined && isInside(file, folder))
      .sort((a, b) => b.length - a.length);
    return [...holding, ...folders.filter((folder) => !holding.includes(folder))];
  }
}

/** Returns whether `file` is in `folder` or below it: `/a/foo/x` is in `/a/foo`, but `/a/foobar/x` is not. */
export function isInside(file: string, folder: string): boolean {
  return file.startsWith(`${toPlainFolder(folder)}/`);
}

function toPlainFolder(folder: string): string {
  return folder.replace(/\/+$/, '');
}

function readFolders(value: unknown, path: string): string[] {
  return readUris(value, path).flatMap((uri) => toPath(uri) ?? []);
}

function readUris(value: unknown, path: string): string[] {
  const folders = readValue(value, path);
  if (!Array.isArray(folders)) return [];
  return folders.flatMap((folder) => (isRecord(folder) ? (readString(folder, 'uri') ?? []) : []));
}
