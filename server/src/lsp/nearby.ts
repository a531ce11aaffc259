import type { DescriptorDocument } from '../descriptor/document';
import { imagePaths } from '../descriptor/firmwareView';
import { installedAt } from '../descriptor/searchPath';
import type { Surroundings } from '../descriptor/surroundings';
import { surroundingsOf } from '../selection/surroundings';
import type { Workspace } from '../workspace/workspace';
import { pathOf } from './fromLsp';

/** So many are kept at most: a path that is being typed is another one with each key. */
const MAX_KNOWN = 200;

/** What lies around the descriptors of this machine's directories, looked up once until files may have changed. */
export class Nearby {
  private readonly known = new Map<string, Promise<Surroundings | undefined>>();

  constructor(private readonly workspace: Workspace | undefined) {}

  /** The document with what lies around it; the same where it is not in use, or where there are no files. */
  async seenFrom(document: DescriptorDocument, uri: string): Promise<DescriptorDocument> {
    const path = pathOf(uri);
    if (path === undefined || !this.workspace || !isInUse(path)) return document;
    const key = [path, ...imagePaths(document.view).map(({ value }) => value)].join('\0');
    let surroundings = this.known.get(key);
    if (!surroundings) {
      if (this.known.size >= MAX_KNOWN) this.known.clear();
      surroundings = surroundingsOf(document, path, { root: '' }, this.workspace);
      this.known.set(key, surroundings);
    }
    const found = await surroundings;
    return found ? document.withSurroundings(found) : document;
  }

  /** To be called with the URIs of files that were written, created or deleted; tells whether that may matter. */
  changed(uris: readonly string[]): boolean {
    const matters = uris.some((uri) => isInUse(pathOf(uri) ?? ''));
    if (matters) this.known.clear();
    return matters;
  }

  /** Anything may have changed. */
  forget(): void {
    this.known.clear();
  }
}

function isInUse(path: string): boolean {
  return installedAt(path, '') !== undefined;
}
