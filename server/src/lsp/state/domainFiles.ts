import type { CancellationToken } from 'vscode-languageserver';
import { isDomainPath, startsDomain } from '../../domain/recognise';
import { Derivations } from '../../service/derivations';
import { decodeUtf8 } from '../../text/utf8';
import { READ_LIMITS } from '../../workspace/limits';
import { walk } from '../../workspace/walk';
import type { Workspace } from '../../workspace/workspace';
import type { DomainDiagnostics } from '../protocol/domainQuestion';
import { toFileUri, toPath } from '../protocol/fromLsp';
import type { Domains } from './domains';
import type { Folders } from './folders';
import type { Texts } from './texts';

/** The sources of the domains in files. */
interface Sources {
  readonly texts: Texts;
  readonly domains: Domains;
  readonly folders: Folders;
  readonly workspace: Workspace;
}

/** The problems of a domain in a file that is not open. */
export interface DomainFile {
  readonly uri: string;
  /** Differs if the problems may differ. */
  readonly id: string;
  diagnose(): Promise<DomainDiagnostics>;
}

/** The maximum number of XML files to look into. Most XML in a workspace does not define domains. */
const MAX_FILES = 5000;
/** The maximum number of domains; each takes some milliseconds. */
const MAX_DOMAINS = 500;

/** The libvirt domains in the files of the workspace's folders. Files are searched on request, and read again only after changes. */
export class DomainFiles {
  /** By path: the text of a domain; undefined for any other file. */
  private readonly texts = new Derivations<string | undefined>();
  private readonly files = new Derivations<DomainFile>();
  private lastId = 0;
  /** The XML files of the workspace's folders; undefined if they must be searched again. */
  private listing: readonly string[] | undefined;
  private changes = 0;

  constructor(
    private readonly sources: Sources,
    /** Whether the client reports every change to an XML file in the workspace's folders. */
    private readonly watched: boolean,
  ) {}

  /** Visits those that are not open. Ends early when `token` is cancelled. */
  async *all(token: CancellationToken): AsyncGenerator<DomainFile> {
    const open = new Set(this.sources.texts.uris.map((uri) => toPath(uri)));
    let count = 0;
    for (const path of (await this.list(token)).slice(0, MAX_FILES)) {
      if (token.isCancellationRequested || count >= MAX_DOMAINS) return;
      const text = open.has(path) ? undefined : await this.read(path);
      if (text === undefined) continue;
      count++;
      yield await this.makeFile(toFileUri(path), text);
    }
  }

  /** Call this when files, folders or settings changed. */
  forget(): void {
    this.listing = undefined;
    this.changes++;
  }

  private makeFile(uri: string, text: string): Promise<DomainFile> {
    return this.files.get(uri, [text, this.changes], () => {
      let found: Promise<DomainDiagnostics> | undefined;
      const diagnose = (): Promise<DomainDiagnostics> =>
        (found ??= this.sources.domains.diagnoseFile(uri, text));
      return Promise.resolve({ uri, id: `domain-${++this.lastId}`, diagnose });
    });
  }

  private async list(token: CancellationToken): Promise<readonly string[]> {
    if (this.listing) return this.listing;
    const { changes } = this;
    const found: string[] = [];
    for (const folder of this.sources.folders.paths)
      for await (const step of walk(folder, this.sources.workspace, isDomainPath)) {
        if (token.isCancellationRequested) return [];
        if (step.kind === 'folder') found.push(...step.files);
      }
    if (this.watched && this.changes === changes) this.listing = found;
    return found;
  }

  private async read(path: string): Promise<string | undefined> {
    const { workspace } = this.sources;
    const stat = await workspace.stat(path);
    if (stat?.kind !== 'file' || stat.size > READ_LIMITS.stray) return undefined;
    return this.texts.get(path, [stat.size, stat.revision], async () => {
      const content = await workspace.read(path, READ_LIMITS.stray);
      const decoded = 'bytes' in content ? decodeUtf8(content.bytes) : undefined;
      return decoded && 'text' in decoded && startsDomain(decoded.text) ? decoded.text : undefined;
    });
  }
}
