import type { FileSettings } from '../../config/fileSettings';
import { chooseSchema, type ChosenSchema } from '../../schema/chooseSchema';
import type { Workspace } from '../../workspace/workspace';
import { Derivations } from '../../service/derivations';
import type { Folders } from './folders';
import { toFileUri, toPath } from '../protocol/fromLsp';
import type { Log } from '../protocol/guard';

/** The schema of each document. A schema is read once for all documents with the same settings. */
export class Schemas {
  private readonly chosen = new Derivations<ChosenSchema>();
  /** The paths of all files that schemas were read from, also of those that are gone now. */
  private readonly files = new Set<string>();

  constructor(
    private readonly workspace: Workspace | undefined,
    private readonly folders: Folders,
    /** The folder of the bundled schema, if its files can be opened. */
    private readonly bundledUri: string | undefined,
    private readonly log: Log,
    /** Whether files in the workspace may choose the schema. */
    private readonly isTrusted = true,
  ) {}

  /** Finds the schema. Never rejects, unless reading files does. */
  for(settings: FileSettings, uri: string | undefined): Promise<ChosenSchema> {
    const folders = this.folders.around(uri === undefined ? undefined : toPath(uri));
    const isUntrusted = !this.isTrusted;
    const wish = { version: settings.qemuVersion, path: settings.schemaPath, folders, isUntrusted };
    return this.chosen.get(JSON.stringify(wish), [], async () => {
      const chosen = await chooseSchema(wish, this.workspace);
      for (const message of chosen.messages) this.log(message);
      if (chosen.path !== undefined)
        for (const file of chosen.context.full.modules.keys()) this.files.add(file);
      return chosen;
    });
  }

  /** Whether a file that was written, created or deleted may be part of a schema. A new one may be that of a QEMU tree. */
  uses(uri: string): boolean {
    return uri.endsWith('/firmware.json') || this.files.has(toPath(uri) ?? '');
  }

  /** Call this when files may have changed: schemas are then read again. */
  forget(): void {
    this.chosen.clear();
  }

  /** A new number whenever schemas are read again. */
  get generation(): number {
    return this.chosen.generation;
  }

  /** Returns the URI of one of the schema's files; undefined if it cannot be opened. */
  uriOf({ path }: ChosenSchema, file: string): string | undefined {
    if (path !== undefined) return toFileUri(file);
    return this.bundledUri === undefined ? undefined : `${this.bundledUri.replace(/\/+$/, '')}/${file}`;
  }
}
