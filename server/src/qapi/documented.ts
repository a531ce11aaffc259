import type { Condition, DocComment, DocSection, Feature, SourceRange, TypeRef } from './schema';
import { findSince, findVersion } from './since';

/** What a comment says about a definition and its parts. Most are only checked, so the comment is read when someone asks. */
export class DocTexts {
  private sections: ReadonlyMap<string, string> | undefined;

  constructor(readonly doc: DocComment | undefined) {}

  /** Returns the text of a section, the first one of several. */
  find(kind: DocSection['kind'], name = ''): string | undefined {
    const { sections = [] } = this.doc ?? {};
    this.sections ??= new Map(
      [...sections].reverse().map((each) => [`${each.kind} ${each.name ?? ''}`, each.text]),
    );
    return this.sections.get(`${kind} ${name}`);
  }
}

class Documented {
  constructor(
    protected readonly texts: DocTexts,
    readonly name: string,
    readonly range: SourceRange,
  ) {}
}

/** A definition, with what its comment says about it as a whole. */
export class DocumentedDefinition extends Documented {
  get doc(): DocComment | undefined {
    return this.texts.doc;
  }

  get since(): string | undefined {
    return findVersion(this.texts.find('since'));
  }
}

export class DocumentedFeature extends Documented {
  constructor(
    texts: DocTexts,
    name: string,
    range: SourceRange,
    readonly condition: Condition | undefined,
  ) {
    super(texts, name, range);
  }

  get doc(): string | undefined {
    return this.texts.find('feature', this.name);
  }
}

/** A value, or the common part of members and branches. */
export class DocumentedEntry extends Documented {
  constructor(
    texts: DocTexts,
    name: string,
    range: SourceRange,
    readonly condition: Condition | undefined,
    readonly features: readonly Feature[],
  ) {
    super(texts, name, range);
  }

  get doc(): string | undefined {
    return this.texts.find('member', this.name);
  }

  get since(): string | undefined {
    return findSince(this.doc);
  }
}

/** A branch or alternative. */
export class DocumentedBranch extends DocumentedEntry {
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

export class DocumentedMember extends DocumentedBranch {
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
