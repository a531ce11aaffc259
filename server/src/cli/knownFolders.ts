import { basename, dirname, resolve } from 'node:path';
import { isDescriptorPath } from '../descriptor/recognise';
import { findInstalled } from '../descriptor/searchPath';

interface KnownFolder {
  /** Whether consumers search it. */
  readonly isInUse: boolean;
  /** Whether it has nothing to do with consumers, so that its files concern only themselves. */
  readonly isOrdinary: boolean;
}

/** What folders are to consumers: where a file is decides how it is read, so each folder is looked up once. */
export class KnownFolders {
  private readonly folders = new Map<string, KnownFolder>();

  constructor(
    private readonly root: string,
    private readonly ownFolder: string | undefined,
    private readonly directories: readonly string[],
  ) {}

  /** Returns whether consumers read a file, regardless of its name, when they search for firmware. */
  isInUse(file: string): boolean {
    return !basename(file).startsWith('.') && this.look(dirname(file)).isInUse;
  }

  /** Returns whether a folder has nothing to do with consumers. Most folders of a repository are such. */
  isOrdinary(folder: string): boolean {
    return this.look(folder).isOrdinary;
  }

  private look(folder: string): KnownFolder {
    const known = this.folders.get(folder);
    if (known) return known;
    const some = resolve(folder, 'descriptor.json');
    const isInUse = findInstalled(some, this.root, this.ownFolder, this.directories) !== undefined;
    const found = { isInUse, isOrdinary: this.root === '' && !isInUse && !isDescriptorPath(some) };
    this.folders.set(folder, found);
    return found;
  }
}
