import { t } from '../text/translations';
import { dirname, resolve } from 'node:path';
import type { Configuration } from '../config/configuration';
import { parseConfigurationFile, type ConfigurationFile } from '../config/configurationFile';
import { ConfigurationFiles } from '../config/configurationFiles';
import { resolveFileSettings, type FileSettings } from '../config/fileSettings';
import { AUTO_ONLY, type ChosenConsumers } from '../consumers/installed';
import { makeSchemaContext, type SchemaContext } from '../descriptor/schemaContext';
import { getSchema, findVersionProblem } from '../schema/bundled';
import { loadUserSchema } from '../schema/userSchema';
import { InstalledConsumers } from '../service/installedConsumers';
import { describeFileProblem } from '../workspace/fileProblem';
import { READ_LIMITS } from '../workspace/limits';
import type { Workspace } from '../workspace/workspace';
import { machineFiles } from './machineFiles';
import { makeNamedFiles, toSlashes } from './namedFiles';
import type { LintOptions } from './options';
import { ConfigurationError, UsageError } from './outcome';

/** The settings for one file of a run. */
export interface LintSettings extends Omit<FileSettings, 'consumers'>, ChosenConsumers {
  readonly context: SchemaContext;
  /** Whether the user chose the consumers; if so, what each does with the file is reported. */
  readonly hasChosen: boolean;
}

type Options = Pick<LintOptions, 'qemuVersion' | 'schema' | 'consumers' | 'config' | 'images' | 'root'>;

/** Finds the settings for each file: those of its configuration files, overridden by the command line. */
export class Configurations {
  private readonly workspace: Workspace;
  private readonly files: ConfigurationFiles;
  private readonly installed = new InstalledConsumers(machineFiles);
  private readonly contexts = new Map<string, Promise<SchemaContext | string>>();
  /** The settings of configuration files whose settings do not depend on paths, for all of their files. */
  private readonly known = new Map<readonly ConfigurationFile[], LintSettings>();
  /** The same by folder, as the command line names it. */
  private readonly byFolder = new Map<string, LintSettings>();
  private named?: Promise<readonly ConfigurationFile[]>;

  /** Throws UsageError if an option cannot be applied: on the command line, that is a mistake. */
  static async from(options: Options): Promise<Configurations> {
    const { qemuVersion, schema } = options;
    const problem = qemuVersion === undefined ? undefined : findVersionProblem(qemuVersion);
    if (problem !== undefined) throw new UsageError(t('{0}: {1}', '--qemu-version', problem));
    if (schema === '') throw new UsageError(t('--schema: the path is empty'));
    const made = new Configurations(options);
    const context = await made.context(qemuVersion ?? 'latest', schema ?? '');
    if (typeof context === 'string') throw new UsageError(t('{0}: {1}', '--schema', context));
    return made;
  }

  private constructor(private readonly options: Options) {
    this.workspace = makeNamedFiles(options.root);
    this.files = new ConfigurationFiles(this.workspace);
  }

  /** Throws ConfigurationError if a configuration file is wrong: nothing should depend on a guess. */
  async of(file: string): Promise<LintSettings> {
    const path = toSlashes(resolve(file));
    const files = await this.filesFor(path);
    const settings = this.known.get(files) ?? (await this.resolve(path, files));
    const asksForPath = files.some(
      ({ configuration: { overrides = [], exclude = [] } }) => overrides.length + exclude.length > 0,
    );
    if (!asksForPath) {
      this.known.set(files, settings);
      this.byFolder.set(dirname(file), settings);
    }
    return settings;
  }

  /** Returns the settings for every file in a folder; undefined if they differ, and before the first file asked for its own. */
  ofFolder(folder: string): LintSettings | undefined {
    return this.byFolder.get(folder);
  }

  private async resolve(path: string, files: readonly ConfigurationFile[]): Promise<LintSettings> {
    const problems = files.flatMap((found) => found.problems);
    if (problems.length > 0) throw new ConfigurationError(problems);

    const { qemuVersion, schema, consumers, images, root } = this.options;
    const configuration: Configuration = {
      ...(qemuVersion !== undefined && { qemuVersion }),
      ...(schema !== undefined && { schemaPath: schema }),
      ...(consumers.length > 0 && { consumers }),
      ...(!images && { images: 'off' }),
    };
    const settings = resolveFileSettings(path, [...files, { configuration }]);
    const context = await this.context(settings.qemuVersion, settings.schemaPath);
    if (typeof context === 'string') {
      const from = files.findLast((found) => found.configuration.schemaPath !== undefined);
      throw new ConfigurationError([`${from?.path ?? path}: “schemaPath”: ${context}`]);
    }
    const chosen = await this.installed.choose(settings.consumers ?? AUTO_ONLY, root);
    return { ...settings, ...chosen, context, hasChosen: settings.consumers !== undefined };
  }

  private filesFor(path: string): Promise<readonly ConfigurationFile[]> {
    const { config } = this.options;
    if (config === undefined) return this.files.for(path);
    return (this.named ??= config === false ? Promise.resolve([]) : readGivenFile(config, this.workspace));
  }

  /** Returns the schema of a release; a string says why there is none. */
  private context(version: string, path: string): Promise<SchemaContext | string> {
    const key = JSON.stringify([version, path]);
    let context = this.contexts.get(key);
    if (!context) {
      context =
        path === '' ? Promise.resolve(getSchema(version)) : loadUserContext(version, path, this.workspace);
      this.contexts.set(key, context);
    }
    return context;
  }
}

async function loadUserContext(
  version: string,
  path: string,
  workspace: Workspace,
): Promise<SchemaContext | string> {
  const loaded = await loadUserSchema(path, workspace);
  return typeof loaded === 'string' ? loaded : makeSchemaContext(loaded.schema, version, 'user');
}

async function readGivenFile(config: string, workspace: Workspace): Promise<readonly ConfigurationFile[]> {
  const path = toSlashes(resolve(config));
  const content = await workspace.read(path, READ_LIMITS.configuration);
  if ('bytes' in content) return [parseConfigurationFile(path, content.bytes)];
  throw new UsageError(t('{0}: {1}', '--config', `${config}: ${describeFileProblem(content.problem)}`));
}
