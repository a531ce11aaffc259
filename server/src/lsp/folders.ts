import { isRecord, pathOf, stringAt, valueAt } from './fromLsp';

/** The folders of the workspace that lie on disk. */
export class Folders {
  private readonly all = new Set<string>();

  /** @param params those of `initialize`: folders, or the one root that older clients name */
  constructor(params: unknown) {
    const folders = foldersAt(params, 'workspaceFolders');
    const rootUri = stringAt(params, 'rootUri');
    const root = (rootUri === undefined ? undefined : pathOf(rootUri)) ?? stringAt(params, 'rootPath');
    for (const path of folders.length > 0 || root === undefined ? folders : [root]) this.all.add(plain(path));
  }

  /** To be called with the `event` of workspace/didChangeWorkspaceFolders. */
  changed(event: unknown): void {
    for (const path of foldersAt(event, 'removed')) this.all.delete(plain(path));
    for (const path of foldersAt(event, 'added')) this.all.add(plain(path));
  }

  /** Absolute, with `/` between names and none at the end. */
  get paths(): readonly string[] {
    return [...this.all];
  }

  /** The innermost folder that holds `file`. */
  holding(file: string): string | undefined {
    const [first] = this.around(file);
    return first !== undefined && isInside(file, first) ? first : undefined;
  }

  /** All folders, the innermost one that holds `file` first. */
  around(file: string | undefined): readonly string[] {
    const folders = this.paths;
    const holding = folders
      .filter((folder) => file !== undefined && isInside(file, folder))
      .sort((a, b) => b.length - a.length);
    return [...holding, ...folders.filter((folder) => !holding.includes(folder))];
  }
}

/** Whether `file` lies in `folder` or below it: `/a/foo/x` lies in `/a/foo`, and `/a/foobar/x` does not. */
export function isInside(file: string, folder: string): boolean {
  return file.startsWith(`${plain(folder)}/`);
}

function plain(folder: string): string {
  return folder.replace(/\/+$/, '');
}

function foldersAt(value: unknown, path: string): string[] {
  const folders = valueAt(value, path);
  if (!Array.isArray(folders)) return [];
  return folders.flatMap((folder) => {
    const uri = isRecord(folder) ? stringAt(folder, 'uri') : undefined;
    return (uri === undefined ? undefined : pathOf(uri)) ?? [];
  });
}
