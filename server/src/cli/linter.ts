import { resolve } from 'node:path';
import { isDescriptorPath, looksLikeDescriptor } from '../descriptor/recognise';
import type { SchemaContext } from '../descriptor/schemaContext';
import { FileError, jsonFilesIn, kindOf, readBytes, readStandardInput } from './files';
import { lintBytes, type FileReport } from './lintFile';
import type { Output } from './outcome';

/** Lints what the command line names, one after the other; a file that cannot be read does not stop the others. */
export class Linter {
  readonly reports: FileReport[] = [];
  /** What could not be read, and why; a line each. */
  readonly problems: string[] = [];

  constructor(
    private readonly context: SchemaContext,
    private readonly stdinName: string,
    private readonly output: Output,
  ) {}

  async lint(path: string): Promise<void> {
    if (path === '-') {
      this.add(this.stdinName, await readStandardInput());
      return;
    }
    this.guarded(path, () => {
      if (kindOf(path) === 'folder') this.folder(path);
      else this.add(path, readBytes(path));
    });
  }

  private folder(folder: string): void {
    const before = this.reports.length;
    const { files, problems } = jsonFilesIn(folder);
    for (const problem of problems) this.fail(problem);
    for (const file of files) {
      this.guarded(file, () => {
        const bytes = readBytes(file);
        if (isDescriptorPath(resolve(file)) || looksLikeDescriptor(new TextDecoder().decode(bytes)))
          this.add(file, bytes);
      });
    }
    if (this.reports.length === before) this.output.note(`${folder}: no firmware descriptor in this folder`);
  }

  private add(path: string, bytes: Uint8Array): void {
    this.reports.push(lintBytes(path, bytes, this.context));
  }

  private guarded(path: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      this.fail(`${path}: ${error.message}`);
    }
  }

  private fail(line: string): void {
    this.problems.push(line);
    this.output.note(line);
  }
}
