import { isRecord, pathOf, stringAt, valueAt } from './fromLsp';

/** The folders of the workspace that lie on disk. */
export class Folders {
  private readonly paths = new Set<string>();

  /** @param params those of `initialize`: folders, or the one root that older clients name */
  constructor(params: unknown) {
    const folders = foldersAt(params, 'workspaceFolders');
    const rootUri = stringAt(params, 'rootUri');
    const root = (rootUri === undefined ? undefined : pathOf(rootUri)) ?? stringAt(params, 'rootPath');
    for (const path of folders.length > 0 || root === undefined ? folders : [root]) this.paths.add(path);
  }

  /** To be called with the `event` of workspace/didChangeWorkspaceFolders. */
  changed(event: unknown): void {
    for (const path of foldersAt(event, 'removed')) this.paths.delete(path);
    for (const path of foldersAt(event, 'added')) this.paths.add(path);
  }

  /** All folders, the innermost one that holds `file` first. */
  around(file: string | undefined): readonly string[] {
    const folders = [...this.paths];
    const holding = folders
      .filter((folder) => file?.startsWith(`${folder.replace(/\/+$/, '')}/`))
      .sort((a, b) => b.length - a.length);
    return [...holding, ...folders.filter((folder) => !holding.includes(folder))];
  }
}

function foldersAt(value: unknown, path: string): string[] {
  const folders = valueAt(value, path);
  if (!Array.isArray(folders)) return [];
  return folders.flatMap((folder) => {
    const uri = isRecord(folder) ? stringAt(folder, 'uri') : undefined;
    return (uri === undefined ? undefined : pathOf(uri)) ?? [];
  });
}
