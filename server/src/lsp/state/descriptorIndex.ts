import type { CancellationToken } from 'vscode-languageserver';
import { isDescriptorPath, looksLikeDescriptor } from '../../descriptor/recognise';
import { listFoldersReadWith } from '../../descriptor/searchPath';
import { decodeUtf8 } from '../../text/utf8';
import { READ_LIMITS } from '../../workspace/limits';
import { makeRootedWorkspace, makeWorkspaceAround } from '../../workspace/rootedWorkspace';
import { walk } from '../../workspace/walk';
import type { FolderEntry, Workspace } from '../../workspace/workspace';
import { Derivations } from '../../service/derivations';
import type { Descriptor, Documents } from './documents';
import { isInside, type Folders } from './folders';
import { toFileUri, toPath } from '../protocol/fromLsp';
import type { Defer } from '../protocol/host';
import type { Settings } from './settings';
import type { Texts } from './texts';

/** For all files together; later ones are left out. */
const MAX_TOTAL_BYTES = 32 * 1024 * 1024;
/** The maximum number of files outside descriptor folders to check. */
const MAX_STRAYS = 5000;
/** After this many descriptors, pending messages are processed: one of them may cancel the request. */
const TURN = 16;

type Cancelled = Pick<CancellationToken, 'isCancellationRequested'>;

/** Receives the progress of a search: the number of searched folders. */
export type Walked = (folders: number) => void;

/** The sources of the index. */
interface Sources {
  readonly texts: Texts;
  readonly documents: Documents;
  readonly settings: Settings;
  readonly folders: Folders;
  readonly workspace: Workspace | undefined;
  readonly defer: Defer;
}

/** A file as it was read. */
interface Content {
  /** With its byte order mark; absent if the file is not a descriptor. */
  readonly text?: string;
}

/**
 * The descriptors that the server can reach: open documents, files of the workspace's folders, and those that consumers read
 * together with one that is open. Files are searched on request, and read again only after changes.
 */
export class DescriptorIndex {
  /** By path; absent if the file does not exist. */
  private readonly files = new Derivations<Content | undefined>();
  /** The JSON files of the workspace's folders; absent if they must be searched again. */
  private listing: readonly string[] | undefined;
  private changes = 0;

  constructor(
    private readonly sources: Sources,
    /** Whether the client reports every change to a JSON file in the workspace's folders. */
    private readonly watched: boolean,
  ) {}

  /** Visits all of them, each once, open documents first. Ends early when `token` is cancelled. */
  async *all(token: CancellationToken, walked?: Walked): AsyncGenerator<Descriptor> {
    yield* this.inWorkspace(token, walked);
    const own = this.sources.folders.paths;
    const seen = new Set<string>(this.openPaths());
    for (const folder of await this.foldersOfOthers()) {
      for (const path of await this.listPathsIn(folder)) {
        if (token.isCancellationRequested) return;
        if (seen.has(path) || !isDescriptorPath(path) || own.some((each) => isInside(path, each))) continue;
        seen.add(path);
        const found = await this.descriptorIn(path);
        if (found) yield found;
      }
    }
  }

  /** Visits those that are open or in the workspace's folders. */
  async *inWorkspace(token: Cancelled, walked?: Walked): AsyncGenerator<Descriptor> {
    for (const uri of this.sources.texts.uris) {
      const open = await this.sources.documents.descriptor(uri);
      if (open) yield open;
    }
    const seen = new Set(this.openPaths());
    let [bytes, count, strays] = [0, 0, 0];
    for await (const path of this.jsonFiles(token, walked)) {
      if (seen.has(path) || (!isDescriptorPath(path) && ++strays > MAX_STRAYS)) continue;
      seen.add(path);
      const found = await this.descriptorIn(path);
      if (++count % TURN === 0) await this.turn();
      if (token.isCancellationRequested) return;
      if (!found) continue;
      bytes += found.document.text.length;
      if (bytes > MAX_TOTAL_BYTES) return;
      yield found;
    }
  }

  /** Returns the descriptor in a file that is not open, if it was visited before. */
  async known(uri: string): Promise<Descriptor | undefined> {
    const path = toPath(uri);
    return path !== undefined && this.files.has(path) ? this.descriptorIn(path) : undefined;
  }

  /**
   * Reads the descriptor in a named file, regardless of its name: the text of an open document, or else the file as programs read
   * it, with a byte order mark.
   *
   * @param path on the machine of the file
   * @param root the root folder of that machine; empty for this one
   * @param nothing the result for a file that cannot be read
   */
  async inFile(
    path: string,
    root: string,
    nothing?: string,
  ): Promise<{ readonly descriptor: Descriptor; readonly isOpen: boolean } | undefined> {
    const { workspace, texts, documents } = this.sources;
    if (!workspace) return undefined;
    const real = await makeRootedWorkspace(root, workspace).toHost(path);
    const open = texts.uris.find((uri) => real !== undefined && toPath(uri) === real) ?? '';
    const isOpen = open !== '';
    const text =
      texts.get(open)?.getText() ??
      (real && (await this.textIn(real, true, makeWorkspaceAround(root, workspace)))) ??
      nothing;
    if (text === undefined) return undefined;
    return { descriptor: await documents.closedDescriptor(toFileUri(root + path), text), isOpen };
  }

  /** Call this with the URIs of files that were written, created or deleted. */
  changed(uris: readonly string[]): void {
    const changed = new Set(uris.map((uri) => toPath(uri)));
    // A moved folder is reported itself.
    this.files.deleteWhere((path) => listPathsAbove(path).some((above) => changed.has(above)));
    this.searchAgain();
  }

  /** Call this when folders or settings changed, so other files may be descriptors. */
  forget(): void {
    this.files.clear();
    this.sources.documents.forgetFiles();
    this.searchAgain();
  }

  private searchAgain(): void {
    this.listing = undefined;
    this.changes++;
  }

  private async *jsonFiles(token: Cancelled, walked?: Walked): AsyncGenerator<string> {
    if (this.listing) {
      yield* this.listing;
      return;
    }
    const { changes } = this;
    const {
      workspace,
      folders: { paths },
    } = this.sources;
    if (!workspace) return;
    const found: string[] = [];
    let folders = 0;
    for (const folder of paths)
      for await (const step of walk(folder, workspace, isJson)) {
        if (token.isCancellationRequested) return;
        if (step.kind !== 'folder') continue;
        walked?.(++folders);
        for (const path of step.files) {
          found.push(path);
          yield path;
        }
      }
    if (this.watched && this.changes === changes) this.listing = found;
  }

  private async descriptorIn(path: string): Promise<Descriptor | undefined> {
    const text = await this.textIn(path);
    if (text === undefined) return undefined;
    // Editors remove the byte order mark from the text.
    return this.sources.documents.closedDescriptor(toFileUri(path), text.replace(/^\ufeff/, ''));
  }

  /** @param isNamed whether to read it because of its name alone */
  private async textIn(
    path: string,
    isNamed = isDescriptorPath(path),
    files = this.sources.workspace,
  ): Promise<string | undefined> {
    const isTrusted = this.watched && this.sources.folders.holding(path) !== undefined;
    const stat = isTrusted ? undefined : await files?.stat(path);
    const state = [isTrusted, stat?.size, stat?.revision];
    const content = await this.files.get(path, state, () => this.read(path, isNamed, files));
    if (!content) this.files.delete(path);
    if (content?.text === undefined) this.sources.documents.forgetFile(toFileUri(path));
    return content?.text;
  }

  private async read(
    path: string,
    isNamed: boolean,
    files: Workspace | undefined,
  ): Promise<Content | undefined> {
    const stat = await files?.stat(path);
    if (stat?.kind !== 'file') return undefined;
    const limit = isNamed ? READ_LIMITS.candidate : READ_LIMITS.stray;
    if (stat.size > limit) return {};
    if (!isNamed && !(await this.detectsByContent(path))) return {};
    const content = await files?.read(path, limit);
    const decoded = content && 'bytes' in content ? decodeUtf8(content.bytes) : undefined;
    if (!decoded || 'invalid' in decoded) return {};
    return isNamed || looksLikeDescriptor(decoded.text) ? { text: decoded.text } : {};
  }

  private async detectsByContent(path: string): Promise<boolean> {
    const folder = this.sources.folders.holding(path);
    const uri = folder === undefined ? undefined : toFileUri(folder);
    const { detectByContent } = await this.sources.settings.of(uri);
    return detectByContent;
  }

  /** Lists the descriptor directories that are read together with those of open descriptors. */
  private async foldersOfOthers(): Promise<readonly string[]> {
    const folders = new Set<string>();
    for (const uri of this.sources.texts.uris) {
      const path = (await this.sources.documents.descriptor(uri)) && toPath(uri);
      for (const folder of path === undefined ? [] : listFoldersReadWith(path)) folders.add(folder);
    }
    return [...folders];
  }

  private async listPathsIn(folder: string): Promise<readonly string[]> {
    const found = await this.sources.workspace?.entries(folder);
    return found && 'entries' in found ? found.entries.map(({ name }) => `${folder}/${name}`) : [];
  }

  private openPaths(): string[] {
    return this.sources.texts.uris.flatMap((uri) => toPath(uri) ?? []);
  }

  private turn(): Promise<void> {
    return new Promise((resolve) => {
      this.sources.defer(resolve);
    });
  }
}

function isJson(_path: string, { name, kind }: FolderEntry): boolean {
  return kind !== 'other' && name.endsWith('.json');
}

/** Lists a path and the folders that contain it. */
function listPathsAbove(path: string): string[] {
  const names = path.split('/');
  return names.map((_name, index) => names.slice(0, names.length - index).join('/'));
}
