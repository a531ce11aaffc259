import { t } from '@vscode/l10n';
import { basename, resolve } from 'node:path';
import { listVerdicts } from '../consumers/index';
import { DescriptorDocument } from '../descriptor/document';
import { isDescriptorPath } from '../descriptor/recognise';
import { findInstalled, getUserFolder } from '../descriptor/searchPath';
import { KnownDirectories } from '../service/knownDirectories';
import { findSurroundings, type HostFiles } from '../service/surroundings';
import { findConfigurationFolder } from '../workspace/nodeMachine';
import { nodeWorkspace } from '../workspace/nodeWorkspace';
import type { Configurations, LintSettings } from './configurations';
import {
  FileError,
  isBrokenLink,
  findJsonFiles,
  readKind,
  readBytes,
  readStray,
  readStandardInput,
} from './files';
import { fixDocument, describeFixes, type Fixed } from './fix';
import { lintDocument, openBytes, reportFailure, type FileReport } from './lintFile';
import { Images } from './images';
import type { LintOptions } from './options';
import { ConfigurationError, UsageError, type Output } from './outcome';
import { replaceFile } from './replaceFile';
import { holdSignals } from './holdSignals';
import { formatUnifiedDiff } from './unifiedDiff';
import { WritableFolders } from './writableFolders';

/** Lints what the command line names, one after the other; a file that cannot be read does not stop the others. */
export class Linter {
  readonly reports: FileReport[] = [];
  /** What could not be read or written, and why; a line each. */
  readonly problems: string[] = [];
  private readonly host: HostFiles;
  private readonly writable: WritableFolders;
  private readonly images: Images;
  /** What lies beside many files is looked at once. */
  private readonly directories = new KnownDirectories(nodeWorkspace);

  constructor(
    private readonly configurations: Configurations,
    private readonly options: Pick<LintOptions, 'fix' | 'dryRun' | 'paths' | 'root' | 'stdinName'>,
    private readonly output: Output,
  ) {
    const { paths, root } = options;
    this.writable = new WritableFolders(paths, root);
    // The users of the machine below a root are not those of this one.
    this.host = root === '' ? { root, ownFolder: getUserFolder(findConfigurationFolder()) } : { root };
    this.images = new Images(root);
  }

  async lint(path: string): Promise<void> {
    if (path === '-') {
      const bytes = await readStandardInput();
      await this.guarded(this.options.stdinName, () => this.standardInput(bytes));
      return;
    }
    await this.guarded(path, async () => {
      if (!this.isBroken(path) && readKind(path) === 'folder') await this.folder(path);
      else if (!(await this.file(path, () => this.read(path)))) this.output.note(t('{0}: is excluded', path));
    });
  }

  private async folder(folder: string): Promise<void> {
    const before = this.reports.length;
    const { files, problems } = await findJsonFiles(folder, (file) => this.isInUse(file));
    for (const problem of problems) this.fail(problem);
    for (const [index, file] of files.entries()) {
      this.output.progress(t('{0} of {1}: {2}', index, files.length, file));
      await this.guarded(file, async () => {
        if (this.isInUse(file) || isDescriptorPath(resolve(file))) {
          await this.file(file, () => this.read(file));
          return;
        }
        const bytes = readStray(file);
        if (bytes) await this.file(file, () => bytes);
      });
    }
    if (this.reports.length === before && problems.length === 0)
      this.output.note(t('{0}: no firmware descriptor in this folder', folder));
  }

  /** Whether consumers read a file, whatever its name, when they look for firmware. */
  private isInUse(file: string): boolean {
    const { root, ownFolder } = this.host;
    return !basename(file).startsWith('.') && findInstalled(resolve(file), root, ownFolder) !== undefined;
  }

  /** Whether a file is a link that leads nowhere, in a directory where that is a mistake in itself. */
  private isBroken(file: string): boolean {
    return this.isInUse(file) && isBrokenLink(file);
  }

  private read(file: string): Uint8Array {
    return this.isBroken(file) ? new Uint8Array() : readBytes(file);
  }

  /** Whether the file is one to be looked at. */
  private async file(path: string, read: () => Uint8Array): Promise<boolean> {
    const settings = await this.configurations.of(path);
    if (settings.excluded) return false;
    const bytes = read();
    await this.add(path, bytes, settings, async ({ change }) => {
      if (!change) return;
      const target = await this.writable.resolve(path);
      await holdSignals(() => {
        replaceFile(target, bytes, change.after);
      });
      this.directories.changed();
    });
    return true;
  }

  private async standardInput(bytes: Uint8Array): Promise<void> {
    const { stdinName, fix, dryRun } = this.options;
    const settings = await this.configurations.of(stdinName);
    if (!settings.excluded)
      await this.add(stdinName, bytes, settings, ({ change }) => {
        this.output.out(change?.after ?? bytes);
      });
    else if (fix && !dryRun) this.output.out(bytes);
  }

  /** @param keep takes what the fixes make of the file; throws FileError where that cannot be done */
  private async add(
    path: string,
    bytes: Uint8Array,
    settings: LintSettings,
    keep: (fixed: Fixed) => void | Promise<void>,
  ): Promise<void> {
    const report = (found: FileReport, document?: DescriptorDocument): void => {
      this.reports.push({ ...found, verdicts: listVerdicts(settings.consumers, document) });
    };
    const opened = openBytes(path, bytes, settings);
    const found =
      opened instanceof DescriptorDocument ? await this.withSurroundings(opened, path, settings) : opened;
    if (!this.options.fix) {
      if (found instanceof DescriptorDocument) report(lintDocument(path, found, settings), found);
      else report(found);
      return;
    }
    const fixed: Fixed =
      found instanceof DescriptorDocument ? fixDocument(path, found, settings) : { report: found };
    const { document, change } = fixed;
    const isKept = await this.guarded(path, async () => {
      if (!this.options.dryRun) await keep(fixed);
      else if (change) this.output.out(formatUnifiedDiff(path, change.before, change.after));
      if (change) this.output.note(`${path}: ${describeFixes(change, this.options.dryRun)}`);
    });
    if (isKept || !change) report(fixed.report, document);
    else report(change.found, opened instanceof DescriptorDocument ? opened : undefined);
  }

  private async withSurroundings(
    document: DescriptorDocument,
    path: string,
    { images }: LintSettings,
  ): Promise<DescriptorDocument> {
    const look = this.images.look(images);
    const { host, directories } = this;
    const found = await findSurroundings(document, resolve(path), host, nodeWorkspace, look, directories);
    return found ? document.withSurroundings(found) : document;
  }

  /** Whether `work` could be done. A bug in it costs this file, not the others. */
  private async guarded(path: string, work: () => void | Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (error instanceof UsageError || error instanceof ConfigurationError) throw error;
      if (error instanceof FileError) this.fail(`${path}: ${error.message}`);
      else this.reports.push(reportFailure(path, error));
      return false;
    }
  }

  private fail(line: string): void {
    this.problems.push(line);
    this.output.note(line);
  }
}
