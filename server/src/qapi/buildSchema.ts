import { t } from '../text/translations';
import { readDefinition, findValue } from './definitions';
import { readDocComment } from './docComment';
import type { TextProblem } from './lexer';
import { parseSource } from './parser';
import { resolveInclude } from './paths';
import type { Definition, DocComment, Include, Schema, SchemaProblem } from './schema';
import type { ObjectNode, SyntaxNode } from './syntax';

/** Returns the text of a file, or undefined if it cannot be read. */
export type ReadFile = (path: string) => string | undefined;

/**
 * Builds the schema whose root file is `root`, with all its includes. Never fails: `problems` and `missing` list what cannot be read.
 * Paths are joined with `/`, relative to the including file; the interop schemas of old QEMU releases include files in `qapi/` of the
 * same tree instead, so that folder is tried next.
 */
export function buildSchema(root: string, read: ReadFile): Schema {
  return buildFrom(root, read, { contents: new Map(), tried: new Set() });
}

/** Parsed files by path: each is parsed once, even if it is included or the schema is built several times. */
interface Known {
  readonly contents: Map<string, FileContents>;
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
): Promise<Schema> {
  const texts = new Map<string, string | undefined>();
  const known: Known = { contents: new Map(), tried: new Set() };
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
    const contents = this.known.contents.get(file) ?? readContents(file, text);
    this.known.contents.set(file, contents);
    for (const part of contents) {
      if (part.problems) this.problems.push(...part.problems);
      if (part.freeform) this.freeform.push(part.freeform);
      if (part.include) this.addInclude(file, part.include.item, part.include.target, [...including, file]);
      this.addDefinition(part.definition);
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

/** The content of a file in its order, without the files that it includes. */
type FileContents = readonly FilePart[];
interface FilePart {
  readonly problems?: readonly SchemaProblem[];
  readonly freeform?: DocComment;
  readonly include?: { readonly item: ObjectNode; readonly target: SyntaxNode };
  readonly definition?: Definition | undefined;
}

function readContents(file: string, text: string): FileContents {
  const locate = (problems: readonly TextProblem[]): SchemaProblem[] =>
    problems.map((problem) => ({ ...problem, range: { file, ...problem.range } }));
  const source = parseSource(text);
  const parts: FilePart[] = [{ problems: locate(source.problems) }];
  let doc: DocComment | undefined;
  for (const item of source.items) {
    if (item.kind === 'doc') {
      const { doc: next, problems } = readDocComment(text, file, item);
      parts.push({ problems: locate(problems), ...(next.symbol === undefined && { freeform: next }) });
      doc = next.symbol === undefined ? undefined : next;
      continue;
    }
    const target = findValue(item, 'include');
    parts.push(target ? { include: { item, target } } : { definition: readDefinition(item, file, doc) });
    doc = undefined;
  }
  return parts;
}
