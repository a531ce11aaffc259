import { t } from '../text/translations';
import { dirname, resolve } from 'node:path';
import { DescriptorDocument } from '../descriptor/document';
import { isDescriptorPath } from '../descriptor/recognise';
import { getUserFolder } from '../descriptor/searchPath';
import { KnownDirectories } from '../service/knownDirectories';
import { isDomainPath } from '../domain/recognise';
import { findSurroundings, type HostFiles } from '../service/surroundings';
import { findUserFolders } from '../workspace/nodeMachine';
import type { Unreadable } from '../selection/directory';
import type { User } from '../selection/listing';
import { describeFileProblem } from '../workspace/fileProblem';
import { READ_LIMITS } from '../workspace/limits';
import { readFileUpToBlocking } from '../workspace/nodeFile';
import { makeRootedWorkspace, makeWorkspaceAround, type RootedWorkspace } from '../workspace/rootedWorkspace';
import type { Workspace } from '../workspace/workspace';
import type { Configurations, LintSettings } from './configurations';
import {
  FileError,
  isBrokenLink,
  findFiles,
  readKind,
  takeBytes,
  recogniseDomain,
  recogniseStray,
  takeStrayBytes,
  readStandardInput,
} from './files';
import { fixDocument, describeFixes, type Change, type Fixed } from './fix';
import {
  addVerdicts,
  lintAlone,
  lintDocument,
  openBytes,
  openLooseBytes,
  reportFailure,
  type FileReport,
} from './lintFile';
import { DomainLinter, isForDomains } from './lintDomain';
import { isSchema, SchemaLinter } from './lintSchema';
import { Images } from './images';
import { makeNamedFiles } from './namedFiles';
import { KnownFolders } from './knownFolders';
import type { LintOptions } from './options';
import { ConfigurationError, UsageError, type Output } from './outcome';
import { makeDiffVisible } from './printer';
import { ReportQueue } from './reportQueue';
import { replaceFile } from './replaceFile';
import { findOutputProblem } from './standardStreams';
import { holdSignals } from './holdSignals';
import { formatUnifiedDiff } from './unifiedDiff';
import { machineFiles } from './machineFiles';
import { WritableFolders } from './writableFolders';

/** The number of files whose reports are published together. */
const BATCH = 32;
/** In bytes; several times as large as most descriptors. */
const SCRATCH_SIZE = 16 * 1024;

/** Lints what the command line names, one after the other; a file that cannot be read does not stop the others. */
export class Linter {
  private readonly queue: ReportQueue;
  private readonly host: HostFiles;
  private readonly user: Omit<User, 'inSession'>;
  private readonly writable: WritableFolders;
  private readonly images: Images;
  private readonly domains: DomainLinter;
  private readonly schemas = new SchemaLinter();
  /** The files by the paths that the command line gives them. */
  private readonly files: Workspace;
  /** The surroundings of many files are read once. */
  private readonly directories: KnownDirectories;
  /** Directories next to the files that could not be read and are not reported yet. */
  private readonly closed: Unreadable[] = [];
  private readonly machine: RootedWorkspace;
  /** Whether the format of the report includes fixes. */
  private readonly listsFixes: boolean;
  private readonly folders: KnownFolders;
  /** Takes the bytes of one small file after the other. */
  private readonly scratch = new Uint8Array(SCRATCH_SIZE);

  constructor(
    private readonly configurations: Configurations,
    private readonly options: LintOptions,
    private readonly output: Output,
    /** Receives the reports in the order of the files. */
    publish: (reports: readonly FileReport[]) => Promise<void>,
  ) {
    const { format, paths, root, search } = options;
    this.queue = new ReportQueue((line) => output.note(line), publish);
    this.listsFixes = format === 'json' || format === 'sarif';
    this.writable = new WritableFolders(paths, root);
    // The users of the machine below a root are not those of this one.
    this.user = { ...(root === '' && findUserFolders()), directories: search };
    this.host = { root, ownFolder: getUserFolder(this.user.configuration) };
    this.folders = new KnownFolders(root, this.host.ownFolder, search);
    this.machine = makeRootedWorkspace(root, machineFiles);
    this.images = new Images(this.machine);
    this.files = makeNamedFiles(root);
    const machine = { files: this.machine, user: this.user, root };
    this.domains = new DomainLinter(machine, this.listsFixes, {
      fail: (line) => this.fail(line),
      note: (line) => output.note(line),
    });
    this.directories = new KnownDirectories(makeWorkspaceAround(root, machineFiles), (found) =>
      this.closed.push(found),
    );
  }

  /** What could not be read or written, and why; one line each. */
  get problems(): readonly string[] {
    return this.queue.problems;
  }

  async lint(path: string): Promise<void> {
    const work = (): Promise<void> => (path === '-' ? this.standardInput() : this.named(path));
    await this.guarded(path === '-' ? this.options.stdinName : path, work);
    await this.queue.flush();
  }

  private async named(path: string): Promise<void> {
    if (!(await this.isBroken(path)) && (await readKind(path, this.files)) === 'folder')
      await this.folder(path);
    else if (!(await this.file(path, () => this.read(path))))
      await this.output.note(t('{0}: excluded', path));
  }

  private async folder(folder: string): Promise<void> {
    const before = this.queue.size;
    const { files, special, problems } = await findFiles(folder, this.files, (file) =>
      this.folders.isInUse(file),
    );
    for (const line of problems) this.queue.addProblem(line);
    for (const [index, file] of files.entries()) {
      const isAlone = !special.has(file) && !isDomainPath(file);
      const settings = isAlone ? this.findAloneSettings(dirname(file)) : undefined;
      if (index % BATCH === 0) await this.queue.flush();
      if (!settings || index % BATCH === 0)
        await this.output.progress(() => t('{0} of {1}: {2}', index, files.length, file));
      if (settings) await this.fileAlone(file, settings);
      else await this.fileInFolder(file);
    }
    await this.queue.flush();
    if (this.queue.size === before)
      await this.output.note(t('{0}: no firmware descriptors or libvirt domains in this folder', folder));
  }

  private async fileInFolder(file: string): Promise<void> {
    await this.guarded(file, async () => {
      if (this.isForPrograms(file)) {
        await this.file(file, () => this.read(file), false);
        return;
      }
      const bytes = isDomainPath(file)
        ? recogniseDomain(await this.files.read(file, READ_LIMITS.domain))
        : recogniseStray(await this.files.read(file, READ_LIMITS.stray));
      if (bytes) await this.file(file, () => Promise.resolve(bytes), false);
    });
  }

  /** Does the same for a regular file that nothing around it concerns. There is nothing to wait for, which is several times faster. */
  private fileAlone(file: string, settings: LintSettings): Promise<void> | undefined {
    try {
      const bytes = takeStrayBytes(readFileUpToBlocking(file, READ_LIMITS.stray, this.scratch));
      const report = bytes && lintAlone(file, bytes, settings, this.listsFixes);
      if (report) this.queue.add(report);
      return undefined;
    } catch (error) {
      return this.tellFailure(file, error);
    }
  }

  /** Returns the settings of the files in a folder that nothing around them concerns; undefined if something may. */
  private findAloneSettings(folder: string): LintSettings | undefined {
    const isAlone = !this.options.fix && this.folders.isOrdinary(folder);
    return isAlone ? this.configurations.ofFolder(folder) : undefined;
  }

  /** Returns whether a file is where programs expect descriptors, so that its content must be one. */
  private isForPrograms(file: string): boolean {
    return this.folders.isInUse(file) || isDescriptorPath(resolve(file));
  }

  /** Returns whether a file is a broken link in a directory where that is a mistake. */
  private async isBroken(file: string): Promise<boolean> {
    return this.folders.isInUse(file) && (await isBrokenLink(file, this.files));
  }

  private async read(file: string): Promise<Uint8Array> {
    if (await this.isBroken(file)) return new Uint8Array();
    return takeBytes(await this.files.read(file, this.getLimit(file)));
  }

  /** Returns the limit for a file that the user names. */
  private getLimit(file: string): number {
    return READ_LIMITS[isDomainPath(file) && !this.isForPrograms(file) ? 'domain' : 'descriptor'];
  }

  /** Returns whether to check the file. @param isNamed whether the user names it, instead of a folder that contains it */
  private async file(path: string, read: () => Promise<Uint8Array>, isNamed = true): Promise<boolean> {
    const settings = await this.configurations.of(path);
    if (settings.excluded) return false;
    const bytes = await read();
    const keep = async ({ change }: Fixed): Promise<void> => {
      if (!change) return;
      const target = await this.writable.resolve(path);
      await holdSignals(() => {
        replaceFile(target, bytes, change.after);
      });
      this.directories.changed();
      this.domains.changed();
    };
    await this.add(path, bytes, settings, keep, isNamed);
    return true;
  }

  private async standardInput(): Promise<void> {
    const { stdinName, fix, dryRun } = this.options;
    const bytes = await readStandardInput(this.getLimit(stdinName));
    const settings = await this.configurations.of(stdinName);
    if (!settings.excluded)
      await this.add(stdinName, bytes, settings, ({ change }) =>
        this.output.out.copy(change?.after ?? bytes),
      );
    else if (fix && !dryRun) await this.output.out.copy(bytes);
  }

  /** @param keep stores the fixed text of the file; throws FileError if that fails */
  private async add(
    path: string,
    bytes: Uint8Array,
    settings: LintSettings,
    keep: (fixed: Fixed) => void | Promise<void>,
    isNamed = true,
  ): Promise<void> {
    if (!this.isForPrograms(path) && isSchema(bytes)) {
      for (const report of await this.schemas.check(path, bytes)) this.queue.add(report);
      // Schemas are not fixed here, but standard output gets the text.
      if (this.options.fix && !this.options.dryRun) await keep({ report: { path, diagnostics: [] } });
      return;
    }
    const isDomain = !this.isForPrograms(path) && isForDomains(path, bytes);
    const fixed = isDomain
      ? await this.domains.check(path, bytes, settings, { fixes: this.options.fix, isNamed })
      : await this.checkDescriptor(path, bytes, settings);
    const { report, change } = fixed;
    if (!this.options.fix) {
      this.queue.add(report);
      return;
    }
    const isKept = await this.guarded(path, async () => {
      if (!this.options.dryRun) await keep(fixed);
      else if (change) await this.printDiff(path, change);
      if (change) await this.output.note(`${path}: ${describeFixes(change, this.options.dryRun)}`);
    });
    this.queue.add(isKept || !change ? report : change.found);
  }

  private async checkDescriptor(path: string, bytes: Uint8Array, settings: LintSettings): Promise<Fixed> {
    const opened = openBytes(path, bytes, settings);
    if (!(opened instanceof DescriptorDocument))
      return { report: addVerdicts(opened, openLooseBytes(path, bytes, settings), settings) };
    const document = await this.withSurroundings(opened, path, settings);
    if (this.options.fix) return fixDocument(path, document, settings, this.listsFixes);
    return {
      report: addVerdicts(lintDocument(path, document, settings, this.listsFixes), document, settings),
    };
  }

  private async printDiff(path: string, { before, after }: Change): Promise<void> {
    const diff = formatUnifiedDiff(path, before, after);
    await this.output.out.diff(diff);
    if (makeDiffVisible(diff) !== diff)
      await this.output.note(
        t('{0}: the diff shows control characters as codes and cannot be applied', path),
      );
  }

  private async withSurroundings(
    document: DescriptorDocument,
    path: string,
    { images, consumers }: LintSettings,
  ): Promise<DescriptorDocument> {
    const look = this.images.look(images);
    const { directories } = this;
    const host = { ...this.host, search: { consumers, user: this.user } };
    const found = await findSurroundings(document, resolve(path), host, machineFiles, look, directories);
    for (const { path: directory, problem } of this.closed.splice(0))
      await this.fail(`${directory}: ${describeFileProblem(problem)}`);
    return found ? document.withSurroundings(found) : document;
  }

  /** Returns whether `work` could be done. A bug in it affects only this file. */
  private async guarded(path: string, work: () => void | Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      await this.tellFailure(path, error);
      return false;
    }
  }

  private async tellFailure(path: string, error: unknown): Promise<void> {
    if (error instanceof UsageError || findOutputProblem(error)) throw error;
    if (error instanceof ConfigurationError) for (const problem of error.problems) await this.fail(problem);
    else if (error instanceof FileError) await this.fail(`${path}: ${error.message}`);
    else this.queue.add(reportFailure(path, error));
  }

  /** Keeps a problem; while files are fixed, it is told at once, in the order of the work. */
  private async fail(line: string): Promise<void> {
    this.queue.addProblem(line);
    if (this.options.fix) await this.queue.tellProblems();
  }
}
