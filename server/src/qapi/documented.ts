import type {
  Branch,
  Condition,
  DocComment,
  DocSection,
  Entry,
  Feature,
  Member,
  SourceRange,
  TypeRef,
} from './schema';
import { findSince, findVersion } from './since';

/** What a comment says about a definition and its parts. Most are only checked, so the comment is read when someone asks. */
export class DocTexts {
  private sections: ReadonlyMap<string, string> | undefined;

  constructor(readonly doc: DocComment | undefined) {}

  /** Returns the text of a section, the first one of several. */
  find(kind: DocSection['kind'], name = ''): string | undefined {
    if (!this.doc) return undefined;
    this.sections ??= new Map(
      [...this.doc.sections].reverse().map((each) => [`${each.kind} ${each.name ?? ''}`, each.text]),
    );
    return this.sections.get(`${kind} ${name}`);
  }
}

/** What definitions of all kinds have in common. */
export class DocumentedDefinition {
  constructor(
    private readonly texts: DocTexts,
    readonly name: string,
    readonly range: SourceRange,
    readonly nameRange: SourceRange,
    readonly condition: Condition | undefined,
    readonly features: readonly Feature[],
  ) {}

  get doc(): DocComment | undefined {
    return this.texts.doc;
  }

  get since(): string | undefined {
    return findVersion(this.texts.find('since'));
  }
}

export class DocumentedFeature implements Feature {
  constructor(
    private readonly texts: DocTexts,
    readonly name: string,
    readonly range: SourceRange,
    readonly condition: Condition | undefined,
  ) {}

  get doc(): string | undefined {
    return this.texts.find('feature', this.name);
  }
}

export class DocumentedEntry implements Entry {
  constructor(
    private readonly texts: DocTexts,
    readonly name: string,
    readonly range: SourceRange,
    readonly condition: Condition | undefined,
    readonly features: readonly Feature[],
  ) {}

  get doc(): string | undefined {
    return this.texts.find('member', this.name);
  }

  get since(): string | undefined {
    return findSince(this.doc);
  }
}

export class DocumentedBranch extends DocumentedEntry implements Branch {
  constructor(
    texts: DocTexts,
    name: string,
    range: SourceRange,
    condition: Condition | undefined,
    features: readonly Feature[],
    readonly type: TypeRef,
  ) {
    super(texts, name, range, condition, features);
  }
}

export class DocumentedMember extends DocumentedBranch implements Member {
  constructor(
    texts: DocTexts,
    name: string,
    range: SourceRange,
    condition: Condition | undefined,
    features: readonly Feature[],
    type: TypeRef,
    readonly optional: boolean,
  ) {
    super(texts, name, range, condition, features, type);
  }
}
