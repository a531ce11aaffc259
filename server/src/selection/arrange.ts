import type { Manner } from '../consumers/manner';
import type { EntryKind } from '../descriptor/surroundings';
import type { NamedFile } from './directory';

/**
 * How a file is treated. *read*: it takes part in the selection; *replaced*: another file of the same name is read instead; *hidden*: an
 * empty file hides it; *mask*: it hides others; *foreign*: the consumer ignores it; *breaks*: the consumer gives up because of it.
 */
export type Standing = 'read' | 'replaced' | 'hidden' | 'mask' | 'foreign' | 'breaks';

/** A file of the search path. */
export interface Listed extends NamedFile {
  readonly standing: Standing;
  /** The file that hides or replaces this one. */
  readonly by?: string;
  /** The files that this one hides or replaces, the most specific first. */
  readonly over: readonly string[];
  /** Whether the consumer ignores the file because it is a link. */
  readonly isIgnoredLink?: boolean;
}

/**
 * Returns the files of a search path in the order in which the consumer reads them, the most specific of each name first. Leaves out
 * hidden files that belong to no other file.
 *
 * @param folders the files of each directory, the least specific directory first
 */
export function arrange(folders: readonly (readonly NamedFile[])[], manner: Manner): readonly Listed[] {
  const all = [...folders]
    .reverse()
    .flat()
    .filter(({ name }) => manner.takes(name) || !name.startsWith('.'))
    .map((file) => arrangeOne(file, manner));
  if (manner.order !== 'by-name') return sortFiles(all, manner.order);
  const named = new Map<string, Listed[]>();
  for (const file of all) {
    const same = named.get(file.name);
    if (same) same.push(file);
    else named.set(file.name, [file]);
  }
  const names = [...named.entries()].sort(groupByKey(([name]) => name));
  return names.flatMap(([, files]) => arrangeOneName(files));
}

/** @param files the most specific directory first, and sorted by name in each */
function sortFiles(files: readonly Listed[], order: Exclude<Manner['order'], 'by-name'>): readonly Listed[] {
  switch (order) {
    case 'by-path':
      return [...files].sort(groupByKey(({ path }) => path));
    case 'specific-first':
      return files;
    case 'general-first': {
      const byFolder = new Map<string, Listed[]>();
      for (const file of files) {
        const folder = file.path.slice(0, -file.name.length);
        byFolder.set(folder, [...(byFolder.get(folder) ?? []), file]);
      }
      return [...byFolder.values()].reverse().flat();
    }
  }
}

/** @param files of one name, the most specific first, each as if it were the only one */
function arrangeOneName(files: readonly Listed[]): readonly Listed[] {
  const counts = ({ standing }: Listed): boolean => standing === 'read' || standing === 'mask';
  const winner = files.find(counts);
  if (!winner || files.length === 1) return files;
  const over = files.filter((file) => file !== winner && counts(file)).map(({ path }) => path);
  const standing = winner.standing === 'mask' ? 'hidden' : 'replaced';
  return files.map((file) => {
    if (file === winner) return { ...file, over };
    return counts(file) ? { ...file, standing, by: winner.path } : file;
  });
}

function arrangeOne(file: NamedFile, manner: Manner): Listed {
  const isTaken = manner.takes(file.name);
  if (isTaken && file.isLink === true && manner.onLink === 'passes')
    return { ...file, standing: 'foreign', over: [], isIgnoredLink: true };
  return { ...file, standing: isTaken ? getStanding(file.kind, manner) : 'foreign', over: [] };
}

function getStanding(kind: EntryKind, { onDevice, onDangling, onEmpty }: Manner): Standing {
  switch (kind) {
    case 'file':
      return 'read';
    case 'empty':
      return onEmpty === 'masks' ? 'mask' : 'read';
    case 'device':
      return onDevice === 'passes' ? 'foreign' : onDevice === 'masks' ? 'mask' : 'read';
    case 'dangling':
      return onDangling === 'breaks' ? 'breaks' : 'foreign';
  }
}

function groupByKey<T>(keyOf: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0);
}
