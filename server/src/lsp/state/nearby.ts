import type { DescriptorDocument } from '../../descriptor/document';
import { listImagePaths } from '../../descriptor/firmwareView';
import { findInstalled, getUserFolder, MAX_DIRECTORIES } from '../../descriptor/searchPath';
import type { User } from '../../selection/listing';
import type { LookInto } from '../../service/namedImages';
import { findSurroundings, type HostFiles } from '../../service/surroundings';
import { findPathBelow, makeRootedWorkspace, makeWorkspaceAround } from '../../workspace/rootedWorkspace';
import type { Workspace } from '../../workspace/workspace';
import { toPath } from '../protocol/fromLsp';
import type { DependsOn } from '../../service/derivations';
import { KnownDirectories } from '../../service/knownDirectories';
import type { SessionImages } from './images';
import type { ResourceSettings } from './settings';

/** More roots than workspace folders with their own settings. */
const MAX_ROOTS = 16;

type Searched = Pick<ResourceSettings, 'root' | 'directories'>;

/**
 * The surroundings of descriptors in the directories of this machine, and of those below the roots that settings name: files are read
 * once until they may have changed, images each time.
 */
export class Nearby {
  private readonly user: Omit<User, 'inSession'>;
  /** The directory of the user's own descriptors, if it is known. */
  private readonly ownFolder: string | undefined;
  /** Directories that settings name in addition to those that consumers search. */
  private further: readonly string[] = [];
  /** The roots that settings name. */
  private roots: readonly string[] = [];
  /** By root. */
  private readonly directories = new Map<string, KnownDirectories>();
  private generation = 0;
  private last?: { readonly uri: string; readonly generation: number; readonly isOfMachine: boolean };

  /** @param user the user whose own descriptors may be among them */
  constructor(
    private readonly workspace: Workspace | undefined,
    private readonly images: SessionImages | undefined,
    user: Omit<User, 'inSession'>,
  ) {
    this.user = user;
    this.ownFolder = getUserFolder(user.configuration);
  }

  /**
   * Returns the document with its surroundings; unchanged if it is not installed, or without file access.
   *
   * @param dependsOn receives the paths of the images
   */
  async seenFrom(
    document: DescriptorDocument,
    uri: string,
    { images, consumers, directories }: Pick<ResourceSettings, 'images' | 'consumers' | 'directories'>,
    dependsOn: DependsOn,
  ): Promise<DescriptorDocument> {
    const { workspace } = this;
    const path = toPath(uri);
    if (!workspace || path === undefined) return document;
    const host = this.hostOf(path);
    const { root } = host;
    const user = { ...(root === '' && this.user), directories };
    if (this.isOfMachine(uri)) for (const { value } of listImagePaths(document.view)) dependsOn(root + value);
    const found = await findSurroundings(
      document,
      path,
      { ...host, search: { consumers, user } },
      workspace,
      this.lookFrom(root, workspace, dependsOn, this.images?.look(images)),
      this.directoriesOf(root, workspace),
    );
    return found ? document.withSurroundings(found) : document;
  }

  /** Call this with the paths in settings, before a document is checked with these settings. */
  searches({ root, directories }: Searched): void {
    const further = directories.filter((folder) => !this.further.includes(folder));
    const roots = root === '' || this.roots.includes(root) ? [] : [root];
    if (further.length + roots.length === 0) return;
    this.further = [...this.further, ...further].slice(0, MAX_DIRECTORIES);
    this.roots = [...roots, ...this.roots].slice(0, MAX_ROOTS);
    this.forget();
  }

  /** Call this when settings may name other directories. */
  settingsChanged(): void {
    this.further = [];
    this.roots = [];
    this.forget();
  }

  /** Returns the state of the images that an installed document names: a different text if one of them has changed. */
  async imageStates({ view }: DescriptorDocument, uri: string): Promise<string> {
    const { workspace } = this;
    if (!workspace || !this.isOfMachine(uri)) return '';
    const machine = makeRootedWorkspace(this.rootOf(uri), workspace);
    return JSON.stringify(await Promise.all(listImagePaths(view).map(({ value }) => machine.stat(value))));
  }

  /** Returns the root folder of the machine of a file: one that settings name, or empty for this machine. */
  rootOf(uri: string): string {
    return this.hostOf(toPath(uri) ?? '').root;
  }

  /** Returns whether the surroundings of the file matter: consumers read it, or it is for the machine below a root. */
  isOfMachine(uri: string): boolean {
    const { last, generation } = this;
    // Each request about a document asks this several times.
    if (last?.uri === uri && last.generation === generation) return last.isOfMachine;
    const path = toPath(uri);
    const isOfMachine = path !== undefined && this.isPathOfMachine(path);
    this.last = { uri, generation, isOfMachine };
    return isOfMachine;
  }

  private isPathOfMachine(path: string): boolean {
    const { root, ownFolder } = this.hostOf(path);
    return root !== '' || findInstalled(path, root, ownFolder, this.further) !== undefined;
  }

  /** Call this with the URIs of files that were written, created or deleted. @returns whether that may matter */
  changed(uris: readonly string[]): boolean {
    const matters = uris.some((uri) => this.isOfMachine(uri));
    if (matters) this.forget();
    return matters;
  }

  /** Call this when anything may have changed. */
  forget(): void {
    this.generation++;
    // The targets of links below a root are not read again.
    for (const [root, known] of this.directories)
      if (root === '') known.changed();
      else this.directories.delete(root);
  }

  /** Returns a new number after each change that may matter to the file. */
  generationAround(uri: string): number {
    return this.isOfMachine(uri) ? this.generation : 0;
  }

  private hostOf(path: string): HostFiles {
    const [root = ''] = this.roots
      .filter((each) => findPathBelow(each, path) !== undefined)
      .sort((a, b) => b.length - a.length);
    // The users of the machine below a root are not those of this one.
    return { root, ownFolder: root === '' ? this.ownFolder : undefined };
  }

  private directoriesOf(root: string, workspace: Workspace): KnownDirectories {
    const known = this.directories.get(root) ?? new KnownDirectories(makeWorkspaceAround(root, workspace));
    this.directories.set(root, known);
    return known;
  }

  /** Returns a function that reads images by their paths on the machine below a root. */
  private lookFrom(
    root: string,
    workspace: Workspace,
    dependsOn: DependsOn,
    look: LookInto | undefined,
  ): LookInto | undefined {
    if (!look || root === '') return look;
    const machine = makeRootedWorkspace(root, workspace);
    return async (path) => {
      const real = await machine.toHost(path);
      if (real === undefined) return undefined;
      dependsOn(real);
      return look(real);
    };
  }
}
