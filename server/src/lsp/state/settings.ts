import type { Connection } from 'vscode-languageserver';
import type { Configuration, Layer } from '../../config/configuration';
import type { ConfigurationFile } from '../../config/configurationFile';
import type { ConfigurationFiles } from '../../config/configurationFiles';
import { resolveFileSettings, type FileSettings } from '../../config/fileSettings';
import { readConfiguration } from '../../config/readConfiguration';
import { AUTO_ONLY, type ChosenConsumers } from '../../consumers/installed';
import type { ClientFeatures } from '../protocol/capabilities';
import { Derivations } from '../../service/derivations';
import type { InstalledConsumers } from '../../service/installedConsumers';
import type { Folders } from './folders';
import { removeTrailingSlashes } from '../../text/trimming';
import { isRecord, toPath, toPathPart, readString, readValue } from '../protocol/fromLsp';
import { describeError, type Log } from '../protocol/guard';

/** The section of this server's settings. */
export const SECTION = 'qemuFirmware';

/** The key of the workspace, in place of the URI of a document. */
const WORKSPACE = '';

/** Settings that only editors have. */
export interface ViewSettings {
  readonly inlayHints: boolean;
  /** Whether JSON files in any folder are checked for descriptors. */
  readonly detectByContent: boolean;
  readonly workspaceDiagnostics: boolean;
  readonly codeLens: boolean;
  /** The QEMU release whose style schemas are checked for, `latest`, or `auto` for that of the source tree. */
  readonly qapiDialect: string;
  /** The root folder of the machine whose firmware selection is shown; empty for this machine. */
  readonly root: string;
  /** Whether libvirt is the user's own, rather than the system's. */
  readonly session: boolean;
  /** The directories that are searched in addition to those of the consumers, as paths on the machine below `root`. */
  readonly directories: readonly string[];
}

/** Settings that may differ between documents. */
export interface ResourceSettings
  extends Omit<FileSettings, 'consumers'>, ViewSettings, ChosenConsumers, Pick<ClientSettings, 'problem'> {}

/** The settings from a client. */
export interface ClientSettings {
  readonly configuration: Configuration;
  readonly view: ViewSettings;
  /** The problem of a value that is ignored, without a full stop; undefined if there is none. */
  readonly problem: string | undefined;
}

/** Reads the settings in the section of that name, or in `value` itself if it has no such section; invalid values are left out. */
export function readSettings(value: unknown): ClientSettings {
  const section = isRecord(value) && isRecord(value[SECTION]) ? value[SECTION] : value;
  // Clients without settings answer with null.
  const { configuration, problems } = readConfiguration(isRecord(section) ? section : {});
  // Editors have settings that files lack, and a different kind of `root`.
  const wrong = problems.find(({ path, atKey }) => path[0] !== 'root' && (path.length > 1 || !atKey));
  return {
    configuration,
    problem: wrong?.message,
    view: {
      inlayHints: readValue(section, 'inlayHints') !== false,
      detectByContent: readValue(section, 'detectByContent') !== false,
      workspaceDiagnostics: readValue(section, 'workspaceDiagnostics') !== false,
      qapiDialect: readString(section, 'qapi.dialect') ?? 'auto',
      codeLens: readValue(section, 'codeLens') === true,
      root: toRoot(readString(section, 'root')),
      session: readValue(section, 'session') !== false,
      directories: toDirectories(readValue(section, 'directories')),
    },
  };
}

/** Sources of settings other than the client. */
export interface SettingsSources {
  readonly folders: Folders;
  /** Absent without file access. */
  readonly files?: ConfigurationFiles;
  readonly installed: InstalledConsumers;
  /** Whether a file in the workspace may name other files to read. */
  readonly trusted: boolean;
  readonly log: Log;
}

/**
 * The settings of each document: those of the configuration files above it, overridden by those of the client, which is asked if it
 * supports that; otherwise those that it pushed are used, or those with which it started the server. Results are cached until
 * something changes.
 */
export class Settings {
  private readonly found = new Derivations<ResourceSettings>();
  private readonly seen = new WeakSet<ConfigurationFile>();

  constructor(
    private readonly connection: Connection,
    private readonly client: ClientFeatures,
    /** The settings without a scope: those with which the client started the server, later those that it pushed. */
    private general: unknown,
    private readonly sources: SettingsSources,
  ) {}

  /** Returns the settings of a document, or of the workspace; never rejects. */
  of(uri: string | undefined): Promise<ResourceSettings> {
    return this.found.get(uri ?? WORKSPACE, [], () => this.find(uri));
  }

  /** Call this with the `settings` of workspace/didChangeConfiguration; clients that expect to be asked send null. */
  changed(pushed: unknown): void {
    if (isRecord(pushed)) this.general = pushed;
    this.sources.installed.forget();
    this.found.clear();
  }

  /** Call this when configuration files or the workspace's folders changed. */
  filesChanged(): void {
    this.sources.files?.forget();
    this.found.clear();
  }

  /** A new number whenever settings may have changed. */
  get generation(): number {
    return this.found.generation;
  }

  forget(uri: string): void {
    this.found.delete(uri);
  }

  private async find(uri: string | undefined): Promise<ResourceSettings> {
    const file = uri === undefined ? undefined : toPath(uri);
    const [{ configuration, view, problem }, layers] = await Promise.all([
      this.ask(uri),
      this.layersOfFiles(file),
    ]);
    const { folders, installed } = this.sources;
    // In a virtual or remote workspace, paths in settings are also relative to their folder.
    const folder = file === undefined ? folders.pathHolding(uri ?? '') : folders.holding(file);
    const path = file ?? (uri === undefined ? undefined : toPathPart(uri));
    const own = { configuration, ...(folder !== undefined && { folder }) };
    const settings = resolveFileSettings(path, [...layers, own]);
    const schemaPath = this.sources.trusted ? settings.schemaPath : (configuration.schemaPath ?? '');
    const chosen = await installed.choose(settings.consumers ?? AUTO_ONLY, view.root);
    return { ...settings, ...view, ...chosen, schemaPath, problem };
  }

  private async ask(uri: string | undefined): Promise<ClientSettings> {
    if (!this.client.pullConfiguration) return readSettings(this.general);
    try {
      const item = { section: SECTION, ...(uri !== undefined && { scopeUri: uri }) };
      const answers: unknown = await this.connection.sendRequest('workspace/configuration', {
        items: [item],
      });
      const [answer] = Array.isArray(answers) ? (answers as unknown[]) : [];
      return readSettings(isRecord(answer) ? answer : this.general);
    } catch {
      // Some clients announce support and then answer with an error.
      return readSettings(this.general);
    }
  }

  private async layersOfFiles(path: string | undefined): Promise<readonly Layer[]> {
    const { files, log } = this.sources;
    if (path === undefined || !files) return [];
    try {
      const found = await files.for(path);
      for (const file of found) {
        if (!this.seen.has(file)) file.problems.forEach(log);
        this.seen.add(file);
      }
      return found;
    } catch (error) {
      log(`The configuration of ${path} failed: ${describeError(error)}`);
      return [];
    }
  }
}

/** Returns the absolute paths in a list. */
function toDirectories(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return NO_DIRECTORIES;
  return value.map((path: unknown) => (typeof path === 'string' ? toRoot(path) : '')).filter(Boolean);
}

const NO_DIRECTORIES: readonly string[] = [];

/** Removes the slash at the end; relative paths are invalid. */
function toRoot(folder = ''): string {
  return folder.startsWith('/') ? removeTrailingSlashes(folder) : '';
}
