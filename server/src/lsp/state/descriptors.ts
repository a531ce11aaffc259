import { DescriptorDocument } from '../../descriptor/document';
import type { SchemaContext } from '../../descriptor/schemaContext';
import type { ChosenSchema } from '../../schema/chooseSchema';
import { toPathPart } from '../protocol/fromLsp';
import { describeError, type Log } from '../protocol/guard';
import { Derivations, type DependsOn } from '../../service/derivations';
import type { Nearby } from './nearby';
import type { Schemas } from './schemas';
import type { ResourceSettings, Settings } from './settings';

/** One version of a descriptor's text with one schema and its settings. */
export interface Descriptor<Version extends number | null = number | null> {
  readonly uri: string;
  /** Null if the text is that of a file and no document is open. */
  readonly version: Version;
  readonly document: DescriptorDocument;
  readonly chosen: ChosenSchema;
  readonly settings: ResourceSettings;
  /** See `Nearby.imageStates`. */
  readonly imageStates: string;
  /** Differs if text, schema, settings or surroundings differ. */
  readonly id: string;
}

export type OpenDescriptor = Descriptor<number>;

/** What a descriptor is derived from, besides its text. */
export interface Basis {
  readonly settings: Settings;
  readonly schemas: Schemas;
  readonly nearby: Nearby;
  readonly log: Log;
  /** A new one at each call. */
  nextId(): string;
}

/** Descriptors by URI, each derived once from its version, its text, its settings, its schema and its surroundings. */
export class Descriptors<Version extends number | null> {
  private readonly derived = new Derivations<Descriptor<Version>>();
  private readonly sources = new Map<string, Source>();

  constructor(private readonly basis: Basis) {}

  /** Returns the descriptor of this text; it is the same object until one of its inputs changes. */
  get(uri: string, text: string, version: Version): Promise<Descriptor<Version>> {
    return this.derived.get(...this.derivationOf(uri, text, version));
  }

  /** Returns the same with the current images, because not every change is reported. */
  getWithImagesOfNow(uri: string, text: string, version: Version): Promise<Descriptor<Version>> {
    const { nearby } = this.basis;
    return this.derived.getCurrent(
      ...this.derivationOf(uri, text, version),
      async ({ document, imageStates }) => imageStates === (await nearby.imageStates(document, uri)),
    );
  }

  /** Call this with the paths of changed images. @returns whether a descriptor names one of them */
  imagesChanged(paths: readonly string[]): boolean {
    return this.derived.changed(paths);
  }

  forget(uri: string): void {
    this.derived.delete(uri);
    this.sources.delete(uri);
  }

  forgetAll(): void {
    this.derived.clear();
    this.sources.clear();
  }

  /** Returns the key, the inputs and the constructor of a descriptor. */
  private derivationOf(uri: string, text: string, version: Version) {
    const source = this.sourceOf(uri, text);
    const { settings, schemas, nearby } = this.basis;
    const from = [version, source, settings.generation, schemas.generation, nearby.generationAround(uri)];
    const make = (dependsOn: DependsOn): Promise<Descriptor<Version>> =>
      this.makeDescriptor(source, version, dependsOn);
    return [uri, from, make] as const;
  }

  private async makeDescriptor(
    source: Source,
    version: Version,
    dependsOn: DependsOn,
  ): Promise<Descriptor<Version>> {
    const { uri } = source;
    const { schemas, nearby } = this.basis;
    const id = this.basis.nextId();
    const settings = await this.basis.settings.of(uri);
    nearby.searches(settings);
    const chosen = await schemas.for(settings, uri);
    const alone = source.readUnder(chosen.context);
    try {
      const imageStates = await nearby.imageStates(alone, uri);
      const document = await nearby.seenFrom(alone, uri, settings, dependsOn);
      return { uri, version, document, chosen, settings, imageStates, id };
    } catch (error) {
      // The document itself is still valid.
      this.basis.log(`What lies around ${uri} is not known: ${describeError(error)}`);
      return { uri, version, document: alone, chosen, settings, imageStates: '', id };
    }
  }

  private sourceOf(uri: string, text: string): Source {
    const known = this.sources.get(uri);
    if (known?.text === text) return known;
    const source = new Source(uri, text);
    this.sources.set(uri, source);
    return source;
  }
}

/** Parses a text once, even if its surroundings and settings change. */
class Source {
  private document: DescriptorDocument | undefined;

  constructor(
    readonly uri: string,
    readonly text: string,
  ) {}

  readUnder(context: SchemaContext): DescriptorDocument {
    if (this.document?.context !== context)
      this.document = new DescriptorDocument(this.text, context, toPathPart(this.uri));
    return this.document;
  }
}
