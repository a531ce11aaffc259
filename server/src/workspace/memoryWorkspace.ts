import { clampRange } from '../text/byteRange';
import type { FileStat, NoContent, OpenFile, Workspace } from './workspace';

/** Makes a workspace of files given by absolute path, as text or bytes. Folders exist if they contain files. */
export function makeMemoryWorkspace(files: Readonly<Record<string, string | Uint8Array>>): Workspace {
  const contents = new Map(
    Object.entries(files).map(
      ([path, content]) =>
        [path, typeof content === 'string' ? new TextEncoder().encode(content) : content] as const,
    ),
  );
  const namesIn = (folder: string): string[] => {
    const start = folder.replace(/\/*$/, '/');
    const below = [...contents.keys()].filter((path) => path.startsWith(start));
    return [...new Set(below.map((path) => path.slice(start.length).split('/')[0] ?? ''))].sort();
  };
  const explain = (path: string): NoContent =>
    namesIn(path).length > 0 ? { problem: { kind: 'folder' } } : MISSING;
  return {
    stat(path) {
      const content = contents.get(path);
      const folder: FileStat | undefined = namesIn(path).length > 0 ? { kind: 'folder', size: 0 } : undefined;
      return Promise.resolve(content ? { kind: 'file', size: content.length } : folder);
    },
    entries(folder) {
      const entries = namesIn(folder).map((name) => {
        const isFile = contents.has(`${folder.replace(/\/*$/, '/')}${name}`);
        return { name, kind: isFile ? ('file' as const) : ('folder' as const) };
      });
      return Promise.resolve(entries.length > 0 ? { entries } : MISSING);
    },
    folderIdentity(path) {
      const folder = path.replace(/\/*$/, '');
      return Promise.resolve(namesIn(folder).length > 0 ? folder : undefined);
    },
    read(path, limit) {
      const bytes = contents.get(path);
      if (!bytes) return Promise.resolve(explain(path));
      return Promise.resolve(bytes.length > limit ? { problem: { kind: 'too-large', limit } } : { bytes });
    },
    open(path) {
      const content = contents.get(path);
      return Promise.resolve(content ? openInMemory(content) : explain(path));
    },
    linkTarget: () => Promise.resolve(undefined),
  };
}

const MISSING: NoContent = { problem: { kind: 'missing' } };

function openInMemory(content: Uint8Array): OpenFile {
  return {
    size: content.length,
    read(start, count) {
      const { offset, length } = clampRange(start, count, content.length);
      return Promise.resolve(content.subarray(offset, offset + length));
    },
    close: () => Promise.resolve(),
  };
}
