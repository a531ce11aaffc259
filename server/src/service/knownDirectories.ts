import type { EarlierDescriptor } from '../descriptor/surroundings';
import type { Unreadable } from '../selection/directory';
import { makeDirectories, type Directories, type Listing } from './surroundings';
import type { Workspace } from '../workspace/workspace';
import { Derivations } from './derivations';

/** More descriptors than lie on any search path. What is known of one is small. */
const MAX_DESCRIBED = 2000;

/** Looks at descriptor directories once until they change, and into each of their files once for each of its contents. */
export class KnownDirectories implements Directories {
  private readonly directories: Directories;
  private readonly listings = new Derivations<Listing>();
  private readonly current = new Derivations<EarlierDescriptor | undefined>();
  /** By their contents, which outlive a change of other files. */
  private readonly described = new Derivations<EarlierDescriptor | undefined>(MAX_DESCRIBED);

  /** @param tell is told of a directory that is there and cannot be read, whenever that is found out */
  constructor(
    private readonly workspace: Workspace,
    tell?: (found: Unreadable) => void,
  ) {
    this.directories = makeDirectories(workspace, tell);
  }

  readonly list: Directories['list'] = (folders) =>
    this.listings.get(folders.join('\n'), [], () => this.directories.list(folders));

  readonly describe: Directories['describe'] = (path, context) =>
    this.current.get(path, [context], async () => {
      const stat = await this.workspace.stat(path);
      // NaN equals nothing: a file whose revision nobody knows is read again each time.
      const from = [context, stat?.size, stat?.revision ?? NaN];
      return this.described.get(path, from, () => this.directories.describe(path, context));
    });

  /** To be called when files were written, created or deleted. */
  changed(): void {
    this.listings.clear();
    this.current.clear();
  }
}
