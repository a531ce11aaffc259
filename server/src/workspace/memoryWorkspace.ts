import type { FileStat, Workspace } from './workspace';

/** Files that are given as text by their absolute path. Folders are there by way of the files in them. */
export function memoryWorkspace(files: Readonly<Record<string, string>>): Workspace {
  const contents = new Map(
    Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)] as const),
  );
  const namesIn = (folder: string): string[] => {
    const start = folder.replace(/\/*$/, '/');
    const below = [...contents.keys()].filter((path) => path.startsWith(start));
    return [...new Set(below.map((path) => path.slice(start.length).split('/')[0] ?? ''))].sort();
  };
  return {
    stat(path) {
      const content = contents.get(path);
      const folder: FileStat | undefined = namesIn(path).length > 0 ? { kind: 'folder', size: 0 } : undefined;
      return Promise.resolve(content ? { kind: 'file', size: content.length } : folder);
    },
    list: (folder) => Promise.resolve(namesIn(folder)),
    entries: (folder) =>
      Promise.resolve(
        namesIn(folder).map((name) => {
          const isFile = contents.has(`${folder.replace(/\/*$/, '/')}${name}`);
          return { name, kind: isFile ? ('file' as const) : ('folder' as const) };
        }),
      ),
    read: (path) => Promise.resolve(contents.get(path)),
  };
}
