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
  const builder = new SchemaBuilder(root, read);
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
  for (;;) {
    const wanted = new Set<string>();
    const schema = buildSchema(root, (path) => {
      if (!texts.has(path)) wanted.add(path);
      return texts.get(path);
    });
    if (wanted.size === 0) return schema;
    const found = await Promise.all([...wanted].map(async (path) => [path, await read(path)] as const));
    for (const [path, text] of found) texts.set(path, text);
  }
}

/** Longer chains of includes are taken for a loop through links. */
const MAX_INCLUDE_DEPTH = 100;

class SchemaBuilder {
  private readonly texts = new Map<string, string>();
  private readonly missing: string[] = [];
  private readonly includes: Include[] = [];
  private readonly freeform: DocComment[] = [];
  private readonly definitions = new Map<string, Definition>();
  private readonly problems: SchemaProblem[] = [];

  constructor(
    private readonly root: string,
    private readonly read: ReadFile,
  ) {}

  get schema(): Schema {
    const { root, texts, missing, includes, freeform, definitions, problems } = this;
    return { root, texts, missing, includes, freeform, definitions, problems };
  }

  reportUnreadable(root: string): void {
    this.missing.push(root);
    this.problems.push({
      code: 'file/unreadable',
      message: t('The schema {0} cannot be read.', root),
      range: { file: root, start: 0, end: 0 },
    });
  }

  /** `including` are the files whose includes led here, outermost first. */
  addFile(file: string, text: string, including: readonly string[]): void {
    this.texts.set(file, text);
    const source = parseSource(text);
    this.addProblems(file, source.problems);
    let doc: DocComment | undefined;
    for (const item of source.items) {
      if (item.kind === 'doc') {
        const { doc: next, problems } = readDocComment(text, file, item);
        this.addProblems(file, problems);
        if (next.symbol === undefined) this.freeform.push(next);
        doc = next.symbol === undefined ? undefined : next;
        continue;
      }
      const target = findValue(item, 'include');
      if (target) this.addInclude(file, item, target, [...including, file]);
      else this.addDefinition(readDefinition(item, file, doc));
      doc = undefined;
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
        message: t('An include names one file, as a string.'),
        range,
      });
      return;
    }
    const path = resolveInclude(file, target.value);
    const include = { file, range: { file, start: item.start, end: item.end }, includes: target.value };
    if (including.includes(path) || including.length >= MAX_INCLUDE_DEPTH) {
      this.includes.push({ ...include, target: path });
      const message = t('{0} includes itself by way of this include.', target.value);
      this.problems.push({ code: 'include/loop', message, range });
      return;
    }
    const found = this.find(path, target.value, file);
    this.includes.push(found === undefined ? include : { ...include, target: found.path });
    if (found === undefined) {
      if (!this.missing.includes(path)) this.missing.push(path);
      const message = t('The included file {0} cannot be read; what it defines is unknown here.', path);
      this.problems.push({ code: 'include/unreadable', message, range });
    } else if (!this.texts.has(found.path)) {
      this.addFile(found.path, found.text, including);
    }
  }

  private find(path: string, name: string, file: string): { path: string; text: string } | undefined {
    for (const candidate of [path, resolveInclude(file, `../../qapi/${name}`)]) {
      const text = this.texts.get(candidate) ?? this.read(candidate);
      if (text !== undefined) return { path: candidate, text };
    }
    return undefined;
  }

  private addProblems(file: string, problems: readonly TextProblem[]): void {
    for (const problem of problems) this.problems.push({ ...problem, range: { file, ...problem.range } });
  }
}
