import type { TextDocument } from 'vscode-languageserver-textdocument';
import { DescriptorDocument } from '../../descriptor/document';
import { isDescriptorPath, looksLikeDescriptor } from '../../descriptor/recognise';
import type { ChosenSchema } from '../../schema/chooseSchema';
import { pathPartOf } from '../protocol/fromLsp';
import type { Images } from './images';
import type { Nearby } from './nearby';
import type { Schemas } from './schemas';
import type { ResourceSettings, Settings } from './settings';
import type { Texts } from './texts';

/** One version of a descriptor's text under one schema and certain settings. */
export interface Descriptor {
  readonly uri: string;
  /** Null where the text is that of a file, and no document is open. */
  readonly version: number | null;
  readonly document: DescriptorDocument;
  readonly chosen: ChosenSchema;
  readonly settings: ResourceSettings;
  /** Differs wherever text, schema or settings differ. */
  readonly id: string;
  /** When its images were looked at; see `Images.time`. */
  readonly seen: number;
}

export interface OpenDescriptor extends Descriptor {
  readonly version: number;
}

/** The open documents that are descriptors, each derived once for each version and schema. */
export class Documents {
  private readonly made = new Map<string, OpenDescriptor>();
  /** A document does not cease to be a descriptor while a line of it is being rewritten. */
  private readonly counted = new Set<string>();
  private lastId = 0;

  constructor(
    private readonly texts: Texts,
    private readonly settings: Settings,
    private readonly schemas: Schemas,
    private readonly nearby: Nearby,
    private readonly images: Images | undefined,
  ) {}

  /** The descriptor as it is at the time of the call; undefined where no such document is open or it is none. */
  async descriptor(uri: string | undefined): Promise<OpenDescriptor | undefined> {
    const open = uri === undefined ? undefined : this.texts.get(uri);
    if (uri === undefined || !open || !this.isDescriptor(open)) return undefined;
    // The text document changes in place, so everything is taken from it before anything is waited for.
    const { version } = open;
    const text = open.getText();
    const settings = await this.settings.of(uri);
    const chosen = await this.schemas.for(settings, uri);
    const old = this.made.get(uri);
    const isSame = old?.document.text === text && old.chosen === chosen && old.settings === settings;
    if (isSame && old.version === version && !this.isOutdated(old)) return old;
    const made = { ...(await this.make(uri, text, chosen, settings)), version };
    if (this.texts.get(uri)?.version === version) this.made.set(uri, made);
    return made;
  }

  /** The descriptor in a file that is not open; `known` itself if neither text, schema nor settings changed since. */
  async closedDescriptor(uri: string, text: string, known?: Descriptor): Promise<Descriptor> {
    const settings = await this.settings.of(uri);
    const chosen = await this.schemas.for(settings, uri);
    const isSame = known?.document.text === text && known.chosen === chosen && known.settings === settings;
    if (isSame && !this.isOutdated(known)) return known;
    return { ...(await this.make(uri, text, chosen, settings)), version: null };
  }

  /** To be called with the URIs of files that were written, created or deleted; tells whether findings may change by it. */
  filesChanged(uris: readonly string[]): boolean {
    const matters = this.nearby.changed(uris);
    if (matters) this.made.clear();
    return matters;
  }

  /** To be called when a document is closed. */
  closed(uri: string): void {
    this.made.delete(uri);
    this.counted.delete(uri);
    this.settings.forget(uri);
  }

  private async make(
    uri: string,
    text: string,
    chosen: ChosenSchema,
    settings: ResourceSettings,
  ): Promise<Omit<Descriptor, 'version'>> {
    const seen = this.images?.time ?? 0;
    const alone = new DescriptorDocument(text, chosen.context, uri);
    const document = await this.nearby.seenFrom(alone, uri, settings.images);
    return { uri, document, chosen, settings, seen, id: String(++this.lastId) };
  }

  /** Whether more is known by now of the images that it names, or something else. */
  private isOutdated({ document, seen }: Descriptor): boolean {
    return this.images?.isOutdated(document, seen) === true;
  }

  private isDescriptor(open: TextDocument): boolean {
    if (open.languageId === 'qemu-firmware' || this.counted.has(open.uri)) return true;
    if (open.languageId === 'qapi') return false;
    const recognised = isDescriptorPath(pathPartOf(open.uri)) || looksLikeDescriptor(open.getText());
    if (recognised) this.counted.add(open.uri);
    return recognised;
  }
}
