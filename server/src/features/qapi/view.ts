import { buildSchema } from '../../qapi/buildSchema';
import { parseModule } from '../../qapi/module';
import type { Definition, Schema } from '../../qapi/schema';
import type { QapiFile } from './qapiFile';

/** Returns a file that was read; undefined if it does not exist or could not be read. */
export type GetFile = (path: string) => QapiFile | undefined;

/** What a root schema and its includes define together. A file may belong to several views. */
export class View {
  /** By path, in the order of reading. */
  readonly files: ReadonlyMap<string, QapiFile>;
  /** Every definition with a name, in the order of reading. */
  private readonly all = new Map<string, Definition[]>();

  /** @param schema that of the root, if it is known */
  constructor(
    readonly root: string,
    get: GetFile,
    readonly schema: Schema = buildView(root, get),
  ) {
    this.files = new Map([...schema.modules.keys()].flatMap((path) => toEntry(path, get(path))));
    for (const { definition } of schema.parts) {
      if (!definition) continue;
      const same = this.all.get(definition.name);
      if (same) same.push(definition);
      else this.all.set(definition.name, [definition]);
    }
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
    const include = this.schema.includes.find(({ file, includes }) => file === from && includes === name);
    return include?.target === undefined ? undefined : this.files.get(include.target);
  }
}

function buildView(root: string, get: GetFile): Schema {
  const parse = (path: string, text: string): QapiFile['module'] =>
    get(path)?.module ?? parseModule(path, text);
  return buildSchema(root, (path) => get(path)?.text, parse);
}

function toEntry(path: string, file: QapiFile | undefined): [string, QapiFile][] {
  return file ? [[path, file]] : [];
}
