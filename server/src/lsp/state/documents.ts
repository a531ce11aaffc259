import type { TextDocument } from 'vscode-languageserver-textdocument';
import { isDescriptorPath, looksLikeDescriptor } from '../../descriptor/recognise';
import { isDomainPath } from '../../domain/recognise';
import { toPath, toPathPart } from '../protocol/fromLsp';
import type { Log } from '../protocol/guard';
import { Descriptors, type Descriptor, type OpenDescriptor } from './descriptors';
import type { Nearby } from './nearby';
import type { Schemas } from './schemas';
import type { Settings } from './settings';
import type { Texts } from './texts';

export type { Descriptor, OpenDescriptor } from './descriptors';

/** The descriptors among the open documents, and those in files that are not open. */
export class Documents {
  private readonly open: Descriptors<number>;
  private readonly files: Descriptors<null>;
  /** A document remains a descriptor while a line of it is edited. */
  private readonly counted = new Set<string>();

  constructor(
    private readonly texts: Texts,
    private readonly settings: Settings,
    schemas: Schemas,
    private readonly nearby: Nearby,
    log: Log,
  ) {
    let lastId = 0;
    const basis = { settings, schemas, nearby, log, nextId: () => String(++lastId) };
    this.open = new Descriptors(basis);
    this.files = new Descriptors(basis);
  }

  /** Returns the descriptor as of the call; undefined if the document is not open or not a descriptor. */
  async descriptor(uri: string | undefined): Promise<OpenDescriptor | undefined> {
    const document = this.openDescriptor(uri);
    // The text document changes in place, so everything is read from it before the first await.
    return document && this.open.get(document.uri, document.getText(), document.version);
  }

  /** Returns the same with the current images. */
  async descriptorWithImagesOfNow(uri: string | undefined): Promise<OpenDescriptor | undefined> {
    const document = this.openDescriptor(uri);
    return document && this.open.getWithImagesOfNow(document.uri, document.getText(), document.version);
  }

  /** Returns the descriptor in a file that is not open, with the current images. */
  closedDescriptor(uri: string, text: string): Promise<Descriptor> {
    return this.files.getWithImagesOfNow(uri, text, null);
  }

  /** Call this with the URIs of files that were written, created or deleted. @returns whether findings may change */
  filesChanged(uris: readonly string[]): boolean {
    const isAround = this.nearby.changed(uris);
    const isImage = this.imagesChanged(uris.flatMap((uri) => toPath(uri) ?? []));
    return isAround || isImage;
  }

  /** Call this with the paths of images with new facts. @returns whether findings may change */
  imagesChanged(paths: readonly string[]): boolean {
    const changed = [this.open, this.files].map((descriptors) => descriptors.imagesChanged(paths));
    return changed.includes(true);
  }

  /** Call this when a document is closed. */
  closed(uri: string): void {
    this.open.forget(uri);
    this.counted.delete(uri);
    this.settings.forget(uri);
  }

  /** Call this when a file that is not open may no longer be a descriptor. */
  forgetFile(uri: string): void {
    this.files.forget(uri);
  }

  forgetFiles(): void {
    this.files.forgetAll();
  }

  private openDescriptor(uri: string | undefined): TextDocument | undefined {
    const document = uri === undefined ? undefined : this.texts.get(uri);
    return document && this.isDescriptor(document) ? document : undefined;
  }

  private isDescriptor(open: TextDocument): boolean {
    const path = toPathPart(open.uri);
    // Some clients have one language for all documents of a server.
    if ((open.languageId === 'qemu-firmware' && !isDomainPath(path)) || this.counted.has(open.uri))
      return true;
    if (open.languageId === 'qapi') return false;
    const recognised = isDescriptorPath(path) || looksLikeDescriptor(open.getText());
    if (recognised) this.counted.add(open.uri);
    return recognised;
  }
}
