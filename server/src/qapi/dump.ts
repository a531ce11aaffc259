import { LineIndex } from '../text/lineIndex';
import { listEntries } from './lookup';
import { toRelativePath } from './paths';
import type {
  Branch,
  CommandOrEvent,
  Definition,
  DocComment,
  Entry,
  Feature,
  Member,
  Schema,
  SourceRange,
  TypeRef,
} from './schema';

export interface DumpOptions {
  /** File names are relative to this folder. */
  readonly rootDir: string;
  /** The name of one file of the schema, as in `modules`: only its content is kept. */
  readonly only?: string | undefined;
}

/** Any JSON value; keys that do not apply are absent. */
export type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json | undefined };
type JsonObject = Readonly<Record<string, Json | undefined>>;

/** Converts the whole schema to one plain object, to compare readers with each other. Lines are 1-based. */
export function dumpSchema(schema: Schema, options: DumpOptions): JsonObject {
  return new Dumper(schema, options).dump();
}

class Dumper {
  private readonly lines = new Map<string, LineIndex>();
  private readonly schemaDir: string;

  constructor(
    private readonly schema: Schema,
    private readonly options: DumpOptions,
  ) {
    this.schemaDir = schema.root.split('/').slice(0, -1).join('/');
  }

  dump(): JsonObject {
    const { schema } = this;
    const kept = (range: SourceRange): boolean =>
      this.options.only === undefined || this.module(range.file) === this.options.only;
    return {
      schema: this.file(schema.root),
      modules: [...schema.modules.keys()].map((file) => this.module(file)),
      includes: schema.includes
        .filter(({ range }) => kept(range))
        .map(({ range, includes }) => ({ ...this.place(range), includes })),
      freeform: listFreeForm(schema)
        .filter(({ range }) => kept(range))
        .map((doc) => ({
          ...this.place(doc.range),
          text: doc.sections.map(({ text }) => text).join('\n\n'),
        })),
      definitions: [...schema.definitions.values()]
        .filter(({ range }) => kept(range))
        .map((definition) => this.definition(definition)),
    };
  }

  private definition(definition: Definition): JsonObject {
    return {
      name: definition.name,
      kind: definition.kind,
      ...this.place(definition.range),
      if: definition.condition,
      features: dumpFeatures(definition.features),
      ...this.body(definition),
      doc: definition.doc && this.doc(definition.doc, listDocumentedEntries(definition)),
      since: definition.since,
    };
  }

  private body(definition: Definition): JsonObject {
    switch (definition.kind) {
      case 'enum':
        return { prefix: definition.prefix, values: definition.values.map(dumpEntry) };
      case 'struct':
        return { base: definition.base?.name, members: definition.members.map(dumpMember) };
      case 'union':
        return {
          ...(definition.base
            ? { base: definition.base.name }
            : { base_members: definition.baseMembers.map(dumpMember) }),
          members: [],
          discriminator: definition.discriminator,
          branches: definition.branches.map(dumpBranch),
        };
      case 'alternate':
        return {
          alternatives: definition.alternatives.map((branch) => ({ ...dumpBranch(branch), doc: branch.doc })),
        };
      default:
        return dumpCommandParts(definition);
    }
  }

  private doc(doc: DocComment, entries: readonly Entry[]): JsonObject {
    const sections = doc.sections.map(({ kind, range, text, name }) => ({
      kind,
      line: this.line(range),
      text,
      name,
    }));
    // The description always comes first, even if it is empty.
    if (sections[0]?.kind !== 'plain')
      sections.unshift({ kind: 'plain', line: this.line(doc.range), text: '', name: undefined });
    const textOf = (kind: string): string | undefined =>
      sections.find((section) => section.kind === kind)?.text;
    const undocumented = entries.filter((entry) => entry.doc === undefined).map(({ name }) => name);
    return {
      ...this.place(doc.range),
      body: textOf('plain'),
      since: textOf('since'),
      returns: textOf('returns'),
      errors: textOf('errors'),
      undocumented: undocumented.length > 0 ? undocumented : undefined,
      sections,
    };
  }

  private place(range: SourceRange): { file: string; line: number } {
    return { file: this.file(range.file), line: this.line(range) };
  }

  private line(range: SourceRange): number {
    let index = this.lines.get(range.file);
    if (!index) {
      index = new LineIndex(this.schema.modules.get(range.file)?.text ?? '');
      this.lines.set(range.file, index);
    }
    return index.positionAt(range.start).line + 1;
  }

  private file(path: string): string {
    return toRelativePath(this.options.rootDir, path);
  }

  private module(path: string): string {
    return toRelativePath(this.schemaDir, path);
  }
}

/** Lists the comments without a definition in the order of reading. */
export function listFreeForm({ parts }: Schema): readonly DocComment[] {
  return parts.flatMap(({ node, doc }) =>
    node.kind === 'doc' && doc?.symbol === undefined ? (doc ?? []) : [],
  );
}

function dumpCommandParts({ kind, data, members, returns, flags }: CommandOrEvent): JsonObject {
  const inline = data ? undefined : (members?.map(dumpMember) ?? []);
  return {
    data: data?.name,
    members: kind === 'event' || members ? inline : undefined,
    returns: returns && dumpType(returns),
    ...flags,
  };
}

/** Lists the entries that the comment of a definition must describe: all except the branches of a union. */
function listDocumentedEntries(definition: Definition): readonly Entry[] {
  return definition.kind === 'union' ? definition.baseMembers : listEntries(definition);
}

function dumpEntry({ name, condition, features, doc, since }: Entry): JsonObject {
  return { name, if: condition, features: dumpFeatures(features), doc, since };
}

function dumpMember(member: Member): JsonObject {
  return { ...dumpEntry(member), type: dumpType(member.type), optional: member.optional };
}

function dumpBranch({ name, type, condition }: Branch): JsonObject {
  return { name, type: dumpType(type), if: condition };
}

function dumpFeatures(features: readonly Feature[]): Json | undefined {
  if (features.length === 0) return undefined;
  return features.map(({ name, condition, doc }) => ({ name, if: condition, doc }));
}

function dumpType({ name, isArray }: TypeRef): Json {
  return isArray ? [name] : name;
}
