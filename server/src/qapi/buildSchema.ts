import { t } from '../text/translations';
import { makeModuleCache, parseModule, type Module } from './module';
import { resolveInclude } from './paths';
import type { Definition, DocComment, Include, Schema, SchemaProblem } from './schema';
import type { ObjectNode, SyntaxNode } from './syntax';

/** Returns the text of a file, or undefined if it cannot be read. */
export type ReadFile = (path: string) => string | undefined;

/** Parses the text of a file; may return the result of an earlier call for the same text. */
export type ParseFile = (file: string, text: string) => Module;

/**
 * Builds the schema whose root file is `root`, with all its includes. Never fails: `problems` and `missing` list what cannot be read.
 * Paths are joined with `/`, relative to the including file; the interop schemas of old QEMU releases include files in `qapi/` of the
 * same tree instead, so that folder is tried next.
 *
 * @param parse see makeModuleCache, for callers that need the parsed files or build the schema several times
 */
export function buildSchema(root: string, read: ReadFile, parse: ParseFile = parseModule): Schema {
  return buildFrom(root, read, { parse, tried: new Set() });
}

/** What several attempts to build one schema share. */
interface Known {
  readonly parse: ParseFile;
  /** The paths that were tried. */
  readonly tried: Set<string>;
}

function buildFrom(root: string, read: ReadFile, known: Known): Schema {
  const builder = new SchemaBuilder(root, read, known);
  const text = read(root);
  if (text === undefined) builder.reportUnreadable(root);
  else builder.addFile(root, text, []);
  return builder.schema;
}

/** Does the same as `buildSchema` with files that are read asynchronously. Rejects only if `read` does. */
export async function loadSchema(
  root: string,
  read: (path: string) => Promise<string | undefined>,
  parse: ParseFile = makeModuleCache(),
): Promise<Schema> {
  const texts = new Map<string, string | undefined>();
  const known: Known = { parse, tried: new Set() };
  for (;;) {
    const unread = new Set<string>();
    const lookUp = (path: string): string | undefined => {
      if (!texts.has(path)) unread.add(path);
      return texts.get(path);
    };
    const schema = buildFrom(root, lookUp, known);
    if (unread.size === 0) return schema;
    const found = await Promise.all([...unread].map(async (path) => [path, await read(path)] as const));
    for (const [path, text] of found) texts.set(path, text);
  }
}

/** Longer chains of includes count as a loop through links. */
const MAX_INCLUDE_DEPTH = 100;
/** The maximum number of files. QEMU's whole schema has 70. */
const MAX_FILES = 500;
/** The maximum length of all files in UTF-16 units. QEMU's whole schema has 1.5 million. */
const MAX_LENGTH = 8 * 1024 * 1024;

/** The code of the problem that a schema exceeds the limits. */
export const TOO_LARGE = 'include/too-large';

class SchemaBuilder {
  private readonly texts = new Map<string, string>();
  private readonly missing: string[] = [];
  private readonly includes: Include[] = [];
  private readonly freeform: DocComment[] = [];
  private readonly definitions = new Map<string, Definition>();
  private readonly problems: SchemaProblem[] = [];
  private length = 0;

  constructor(
    private readonly root: string,
    private readonly read: ReadFile,
    private readonly known: Known,
  ) {}

  get schema(): Schema {
    const { root, texts, missing, includes, freeform, definitions, problems } = this;
    return { root, texts, missing, includes, freeform, definitions, problems };
  }

  reportUnreadable(root: string): void {
    this.missing.push(root);
    this.problems.push({
      code: 'file/unreadable',
      message: t('Cannot read the schema {0}.', root),
      range: { file: root, start: 0, end: 0 },
    });
  }

  /** @param including the files whose includes led here, outermost first */
  addFile(file: string, text: string, including: readonly string[]): void {
    this.length += text.length;
    if (this.length > MAX_LENGTH) {
      this.reportTooLarge(file, { file: including.at(-1) ?? file, start: 0, end: 0 });
      return;
    }
    this.texts.set(file, text);
    const { problems, parts } = this.known.parse(file, text);
    this.problems.push(...problems);
    for (const { node, doc, docProblems, include, definition } of parts) {
      if (docProblems) this.problems.push(...docProblems);
      if (node.kind === 'doc') {
        if (doc && doc.symbol === undefined) this.freeform.push(doc);
      } else if (include) this.addInclude(file, node, include, [...including, file]);
      else this.addDefinition(definition);
    }
  }

  private addDefinition(definition: Definition | undefined): void {
    if (definition && !this.definitions.has(definition.name))
      this.definitions.set(definition.name, definition);
  }

  private addInclude(file: string, item: ObjectNode, target: SyntaxNode, including: readonly string[]): void {
    const range = { file, start: target.start, end: target.end };
    if (target.kind !== 'string') {
      this.problems.push({
        code: 'include/not-a-string',
        message: t('An include must be one file name, as a string.'),
        range,
      });
      return;
    }
    const path = resolveInclude(file, target.value);
    const include = { file, range: { file, start: item.start, end: item.end }, includes: target.value };
    if (including.includes(path) || including.length >= MAX_INCLUDE_DEPTH) {
      this.includes.push({ ...include, target: path });
      const message = t('Circular include: {0} includes itself.', target.value);
      this.problems.push({ code: 'include/loop', message, range });
      return;
    }
    if (this.known.tried.size >= MAX_FILES && !this.known.tried.has(path)) {
      this.includes.push(include);
      this.reportTooLarge(path, range);
      return;
    }
    const found = this.find(path, target.value, file);
    this.includes.push(found === undefined ? include : { ...include, target: found.path });
    if (found === undefined) {
      if (!this.missing.includes(path)) this.missing.push(path);
      const message = t('Cannot read the included file {0}; its definitions are unknown.', path);
      this.problems.push({ code: 'include/unreadable', message, range });
    } else if (!this.texts.has(found.path)) {
      this.addFile(found.path, found.text, including);
    }
  }

  private find(path: string, name: string, file: string): { path: string; text: string } | undefined {
    for (const candidate of [path, resolveInclude(file, `../../qapi/${name}`)]) {
      this.known.tried.add(candidate);
      const text = this.texts.get(candidate) ?? this.read(candidate);
      if (text !== undefined) return { path: candidate, text };
    }
    return undefined;
  }

  /** Reports it once: everything else that is missing follows from it. */
  private reportTooLarge(path: string, range: SchemaProblem['range']): void {
    if (this.problems.some(({ code }) => code === TOO_LARGE)) return;
    const message = t(
      'The schema is too large: reading stopped at {0}. The limits are {1} files and {2} MiB.',
      path,
      MAX_FILES,
      MAX_LENGTH / 1024 / 1024,
    );
    this.problems.push({ code: TOO_LARGE, message, range });
  }
}
