import { resolveInclude } from '../../qapi/paths';
import type { Definition, Schema } from '../../qapi/schema';
import type { QapiFile } from './qapiFile';

/** Returns a file that was read; undefined if it does not exist or could not be read. */
export type GetFile = (path: string) => QapiFile | undefined;

/** Longer chains of includes count as a loop. */
const MAX_FILES = 500;

/** What a root schema and its includes define together. A file may belong to several views. */
export class View {
  /** By path, in the order of reading. */
  readonly files = new Map<string, QapiFile>();
  /** Every definition with a name, in the order of reading. */
  private readonly all = new Map<string, Definition[]>();
  /** The files that includes name and that cannot be read, by path. */
  readonly missing = new Set<string>();
  /** The same in the form that the functions of `qapi` expect. */
  readonly schema: Schema;

  constructor(
    readonly root: string,
    get: GetFile,
  ) {
    this.read(root, get);
    const definitions = new Map<string, Definition>();
    for (const file of this.files.values())
      for (const { definition } of file.objects) {
        if (!definition) continue;
        const same = this.all.get(definition.name);
        if (same) same.push(definition);
        else {
          this.all.set(definition.name, [definition]);
          definitions.set(definition.name, definition);
        }
      }
    const texts = new Map([...this.files].map(([path, { text }]) => [path, text]));
    this.schema = {
      root,
      texts,
      missing: [...this.missing],
      includes: [],
      freeform: [],
      definitions,
      problems: [],
    };
  }

  /** Returns the definition of that name, the first one of several. */
  find(name: string): Definition | undefined {
    return this.schema.definitions.get(name);
  }

  findAll(name: string): readonly Definition[] {
    return this.all.get(name) ?? [];
  }

  /** Returns the file that an include in another file leads to. */
  findIncluded(from: string, name: string): QapiFile | undefined {
    return listCandidates(from, name)
      .map((path) => this.files.get(path))
      .find((file) => file !== undefined);
  }

  private read(path: string, get: GetFile): void {
    const waiting = [path];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const file = this.files.has(next) ? undefined : get(next);
      if (!file || this.files.size >= MAX_FILES) continue;
      this.files.set(next, file);
      const included = listIncludes(file).map((paths) => {
        const found = paths.find((candidate) => get(candidate) !== undefined);
        if (found === undefined && paths[0] !== undefined) this.missing.add(paths[0]);
        return found ?? [];
      });
      waiting.push(...included.flat().reverse());
    }
  }
}

/** Lists, for each include of a file, the paths to try in this order. */
export function listIncludes(file: QapiFile): readonly string[][] {
  return file.objects.flatMap(({ include }) => (include ? [listCandidates(file.path, include.value)] : []));
}

/** The interop schemas of old QEMU releases include files in `qapi/` of the same tree as if these were in their own folder. */
function listCandidates(from: string, name: string): string[] {
  return [resolveInclude(from, name), resolveInclude(from, `../../qapi/${name}`)];
}
