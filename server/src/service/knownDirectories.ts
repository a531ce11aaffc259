import type { EarlierDescriptor } from '../descriptor/surroundings';
import type { Unreadable } from '../selection/directory';
import { makeDirectories, type Directories, type Listing } from './surroundings';
import type { Workspace } from '../workspace/workspace';
import { Derivations } from './derivations';

/** More descriptors than any search path has. The data for each is small. */
const MAX_DESCRIBED = 2000;

/** Lists descriptor directories once until they change, and reads each version of their files once. */
export class KnownDirectories implements Directories {
  private readonly directories: Directories;
  private readonly listings = new Derivations<Listing>();
  private readonly current = new Derivations<EarlierDescriptor | undefined>();
  /** By their contents, which stay known when other files change. */
  private readonly described = new Derivations<EarlierDescriptor | undefined>(MAX_DESCRIBED);

  /** @param tell receives a directory that exists but cannot be read, each time this is noticed */
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
      // NaN equals nothing: a file with an unknown revision is read again each time.
      const from = [context, stat?.size, stat?.revision ?? NaN];
      return this.described.get(path, from, () => this.directories.describe(path, context));
    });

  /** Must be called when files were written, created or deleted. */
  changed(): void {
    this.listings.clear();
    this.current.clear();
  }
}
