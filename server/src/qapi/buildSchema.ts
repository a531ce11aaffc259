import { t } from '../text/translations';
import { parseModule, type Module, type ModulePart } from './module';
import { resolveInclude } from './paths';
import type { Definition, Include, Schema, SchemaProblem } from './schema';
import type { ObjectNode, SyntaxNode } from './syntax';

/** Parses the text of a file; may return the result of an earlier call for the same text. */
export type ParseFile = (file: string, text: string) => Module;

/**
 * Builds the schema whose root file is `root`, with all its includes. Never fails: `problems` and `missing` list what cannot be read.
 * Paths are joined with `/`, relative to the including file; the interop schemas of old QEMU releases include files in `qapi/` of the
 * same tree instead, so that folder is tried next.
 *
 * @param read returns the text of a file, or undefined if it cannot be read
 * @param parse for callers that keep parsed files
 */
export function buildSchema(
  root: string,
  read: (path: string) => string | undefined,
  parse: ParseFile = parseModule,
): Schema {
  const steps = new SchemaBuilder(root, parse).build();
  let step = steps.next();
  while (step.done !== true) step = steps.next(read(step.value));
  return step.value;
}

/** Does the same as `buildSchema` with files that are read asynchronously. Rejects only if `read` does. */
export async function loadSchema(
  root: string,
  read: (path: string) => Promise<string | undefined>,
  parse: ParseFile = parseModule,
): Promise<Schema> {
  const steps = new SchemaBuilder(root, parse).build();
  let step = steps.next();
  while (step.done !== true) step = steps.next(await read(step.value));
  return step.value;
}

/** Yields the paths of files to read; gets their texts. */
type Steps<Result> = Generator<string, Result, string | undefined>;

/** Longer chains of includes count as a loop through links. */
const MAX_INCLUDE_DEPTH = 100;
/** The maximum number of files. QEMU's whole schema has 70. */
const MAX_FILES = 500;
/** The maximum length of all files in UTF-16 units. QEMU's whole schema has 1.5 million. */
const MAX_LENGTH = 8 * 1024 * 1024;

/** The code of the problem that a schema exceeds the limits. */
export const TOO_LARGE = 'include/too-large';

class SchemaBuilder {
  /** The texts of all paths that were tried. */
  private readonly tried = new Map<string, string | undefined>();
  private readonly modules = new Map<string, Module>();
  private readonly missing: string[] = [];
  private readonly includes: Include[] = [];
  private readonly parts: ModulePart[] = [];
  private readonly definitions = new Map<string, Definition>();
  private readonly problems: SchemaProblem[] = [];
  private length = 0;

  constructor(
    private readonly root: string,
    private readonly parse: ParseFile,
  ) {}

  *build(): Steps<Schema> {
    const { root, modules, missing, includes, parts, definitions, problems } = this;
    const text = yield root;
    if (text === undefined) this.reportUnreadable(root);
    else yield* this.addFile(root, text, []);
    return { root, modules, missing, includes, parts, definitions, problems };
  }

  private reportUnreadable(root: string): void {
    this.missing.push(root);
    this.problems.push({
      code: 'file/unreadable',
      message: t('Cannot read the schema {0}.', root),
      range: { file: root, start: 0, end: 0 },
    });
  }

  /** @param including the files whose includes led here, outermost first */
  private *addFile(file: string, text: string, including: readonly string[]): Steps<void> {
    this.length += text.length;
    if (this.length > MAX_LENGTH) {
      this.reportTooLarge(file, { file: including.at(-1) ?? file, start: 0, end: 0 });
      return;
    }
    const module = this.parse(file, text);
    this.modules.set(file, module);
    this.problems.push(...module.problems);
    for (const part of module.parts) {
      const { node, docProblems, include, definition } = part;
      if (docProblems) this.problems.push(...docProblems);
      if (include && node.kind === 'object')
        yield* this.addInclude(file, node, include, [...including, file]);
      else this.parts.push(part);
      this.addDefinition(definition);
    }
  }

  private addDefinition(definition: Definition | undefined): void {
    if (definition && !this.definitions.has(definition.name))
      this.definitions.set(definition.name, definition);
  }

  private *addInclude(
    file: string,
    item: ObjectNode,
    target: SyntaxNode,
    including: readonly string[],
  ): Steps<void> {
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
    if (this.tried.size >= MAX_FILES && !this.tried.has(path)) {
      this.includes.push(include);
      this.reportTooLarge(path, range);
      return;
    }
    const found = yield* this.find(path, target.value, file);
    this.includes.push(found === undefined ? include : { ...include, target: found.path });
    if (found === undefined) {
      if (!this.missing.includes(path)) this.missing.push(path);
      const message = t('Cannot read the included file {0}; its definitions are unknown.', path);
      this.problems.push({ code: 'include/unreadable', message, range });
    } else if (!this.modules.has(found.path)) {
      yield* this.addFile(found.path, found.text, including);
    }
  }

  private *find(
    path: string,
    name: string,
    file: string,
  ): Steps<{ readonly path: string; readonly text: string } | undefined> {
    for (const candidate of [path, resolveInclude(file, `../../qapi/${name}`)]) {
      const known = this.modules.get(candidate)?.text ?? this.tried.get(candidate);
      const text = known ?? (this.tried.has(candidate) ? undefined : yield candidate);
      this.tried.set(candidate, text);
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
