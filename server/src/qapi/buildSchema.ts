import { t } from '../text/translations';
import { readDefinition, findValue } from './definitions';
import { readDocComment } from './docComment';
import type { TextProblem } from './lexer';
import { parseSource } from './parser';
import { resolveInclude } from './paths';
import type { Definition, DocComment, Include, Schema, SchemaProblem } from './schema';
import type { ObjectNode, SyntaxNode } from './syntax';

/** Gives the text of a file, or undefined where there is none. */
export type ReadFile = (path: string) => string | undefined;

/**
 * The schema whose root file is `root`, with all that it includes. Never fails: what cannot be read is told of in
 * `problems` and `missing`. Paths are joined with `/`, relative to the including file; an old QEMU's interop schemas
 * include files that stand in `qapi/` of the same tree instead, so that is looked through next.
 */
export function buildSchema(root: string, read: ReadFile): Schema {
  return buildFrom(root, read, { contents: new Map(), looked: new Set() });
}

/** What is known of files, by their paths: each is taken apart once, whatever includes it and however often a schema is built. */
interface Known {
  readonly contents: Map<string, FileContents>;
  /** Where files were looked for. */
  readonly looked: Set<string>;
}

function buildFrom(root: string, read: ReadFile, known: Known): Schema {
  const builder = new SchemaBuilder(root, read, known);
  const text = read(root);
  if (text === undefined) builder.reportUnreadable(root);
  else builder.addFile(root, text, []);
  return builder.schema;
}

/** As `buildSchema`, where files are read asynchronously. Rejects only if `read` does. */
export async function loadSchema(
  root: string,
  read: (path: string) => Promise<string | undefined>,
): Promise<Schema> {
  const texts = new Map<string, string | undefined>();
  const known: Known = { contents: new Map(), looked: new Set() };
  for (;;) {
    const wanted = new Set<string>();
    const lookUp = (path: string): string | undefined => {
      if (!texts.has(path)) wanted.add(path);
      return texts.get(path);
    };
    const schema = buildFrom(root, lookUp, known);
    if (wanted.size === 0) return schema;
    const found = await Promise.all([...wanted].map(async (path) => [path, await read(path)] as const));
    for (const [path, text] of found) texts.set(path, text);
  }
}

/** Longer chains of includes are taken for a loop through links. */
const MAX_INCLUDE_DEPTH = 100;
/** Files that are looked for. QEMU's whole schema has 70. */
const MAX_FILES = 500;
/** UTF-16 units of all files. QEMU's whole schema has 1.5 million. */
const MAX_LENGTH = 8 * 1024 * 1024;

/** The code of the problem that a schema is larger than what is read. */
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

  /** `including` are the files whose includes led here, outermost first. */
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
    if (this.known.looked.size >= MAX_FILES && !this.known.looked.has(path)) {
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
      this.known.looked.add(candidate);
      const text = this.texts.get(candidate) ?? this.read(candidate);
      if (text !== undefined) return { path: candidate, text };
    }
    return undefined;
  }

  /** Says so once: what else is left out follows from that. */
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

/** What a file says, in its order, without the files that it includes. */
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
