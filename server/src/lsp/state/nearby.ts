import type { DescriptorDocument } from '../../descriptor/document';
import { listImagePaths } from '../../descriptor/firmwareView';
import { findInstalled, getUserFolder, MAX_DIRECTORIES, type Installed } from '../../descriptor/searchPath';
import type { DirectoryEntry } from '../../descriptor/surroundings';
import type { User } from '../../selection/listing';
import { findNamedImages } from '../../service/namedImages';
import { findEntry } from '../../service/surroundings';
import type { Workspace } from '../../workspace/workspace';
import { toPath } from '../protocol/fromLsp';
import { Derivations, type DependsOn } from '../../service/derivations';
import { KnownDirectories } from '../../service/knownDirectories';
import { findUnsearched } from '../../service/unsearched';
import type { SessionImages } from './images';
import type { ResourceSettings } from './settings';

/** So many are kept at most. */
const MAX_KNOWN = 200;

/** What lies around the descriptors of this machine's directories: the files looked at once until they may have changed, images each time. */
export class Nearby {
  private readonly entries = new Derivations<DirectoryEntry | undefined>(MAX_KNOWN);
  private readonly directories: KnownDirectories | undefined;
  /** The directory of the user's own descriptors, where it is known. */
  private readonly ownFolder: string | undefined;
  /** Those that settings name besides the ones that consumers search. */
  private further: readonly string[] = [];

  /** @param user whose own descriptors may be among them */
  constructor(
    private readonly workspace: Workspace | undefined,
    private readonly images: SessionImages | undefined,
    private readonly user: Omit<User, 'inSession'>,
  ) {
    this.ownFolder = getUserFolder(user.configuration);
    this.directories = workspace && new KnownDirectories(workspace);
  }

  /**
   * The document with what lies around it; the same where it is not in use, or where there are no files.
   *
   * @param dependsOn is told the paths of the images
   */
  async seenFrom(
    document: DescriptorDocument,
    uri: string,
    settings: Pick<ResourceSettings, 'images' | 'consumers' | 'directories'>,
    dependsOn: DependsOn,
  ): Promise<DescriptorDocument> {
    const installed = this.placeOf(uri);
    if (!this.workspace || !this.directories) return document;
    if (!installed) return this.seenFromElsewhere(document, uri, settings, this.workspace);
    const look = this.images?.look(settings.images);
    for (const { value } of listImagePaths(document.view)) dependsOn(value);
    const entry = await this.entry(installed, document, this.directories);
    const images = await findNamedImages(document, this.workspace, look);
    return document.withSurroundings({ ...images, entry });
  }

  /** To be called with the directories that settings name, before a document is seen under these settings. */
  searches(directories: readonly string[]): void {
    const added = directories.filter((folder) => !this.further.includes(folder));
    if (added.length === 0) return;
    this.further = [...this.further, ...added].slice(0, MAX_DIRECTORIES);
    this.forget();
  }

  /** To be called when settings may name other directories. */
  settingsChanged(): void {
    this.further = [];
    this.forget();
  }

  /** The document with what is to say of a directory that no program searches. */
  private async seenFromElsewhere(
    document: DescriptorDocument,
    uri: string,
    { consumers, directories }: Pick<ResourceSettings, 'consumers' | 'directories'>,
    workspace: Workspace,
  ): Promise<DescriptorDocument> {
    const path = toPath(uri);
    const search = { consumers, user: { ...this.user, directories } };
    const unsearchedBy = path === undefined ? undefined : await findUnsearched(path, '', search, workspace);
    return unsearchedBy ? document.withSurroundings({ missingImages: new Map(), unsearchedBy }) : document;
  }

  /** What the file system tells of the images that a document in use names: another text wherever one of them has changed. */
  async imageStates({ view }: DescriptorDocument, uri: string): Promise<string> {
    const { workspace } = this;
    if (!workspace || !this.isInUse(uri)) return '';
    return JSON.stringify(await Promise.all(listImagePaths(view).map(({ value }) => workspace.stat(value))));
  }

  /** Whether consumers read the file. */
  isInUse(uri: string): boolean {
    return this.placeOf(uri) !== undefined;
  }

  /** To be called with the URIs of files that were written, created or deleted; tells whether that may matter. */
  changed(uris: readonly string[]): boolean {
    const matters = uris.some((uri) => this.isInUse(uri));
    if (matters) this.forget();
    return matters;
  }

  /** Anything may have changed. */
  forget(): void {
    this.entries.clear();
    this.directories?.changed();
  }

  /** Another number after each change that may matter to the file. */
  generationAround(uri: string): number {
    return this.isInUse(uri) ? this.entries.generation : 0;
  }

  private placeOf(uri: string): Installed | undefined {
    const path = toPath(uri);
    return path === undefined ? undefined : findInstalled(path, '', this.ownFolder, this.further);
  }

  private entry(
    installed: Installed,
    { context }: DescriptorDocument,
    directories: KnownDirectories,
  ): Promise<DirectoryEntry | undefined> {
    const key = `${installed.folder}/${installed.name}`;
    return this.entries.get(key, [context], () => findEntry(installed, context, directories));
  }
}
