import { describeFileProblem } from '../workspace/fileProblem';
import { READ_LIMITS } from '../workspace/limits';
import type { Workspace } from '../workspace/workspace';
import { makeBrokenConfiguration, parseConfigurationFile, type ConfigurationFile } from './configurationFile';
import { CONFIGURATION_FILE } from './configurationName';

/** Finds the configuration files that apply to a file: those in its folder and in the folders above. Each folder is read once. */
export class ConfigurationFiles {
  private readonly known = new Map<string, Promise<readonly ConfigurationFile[]>>();

  constructor(private readonly workspace: Workspace) {}

  /** Returns the files that apply to a file, the nearest one last. @param path absolute, with `/` */
  for(path: string): Promise<readonly ConfigurationFile[]> {
    const folder = findFolder(path);
    return folder === undefined ? Promise.resolve([]) : this.in(folder);
  }

  /** Forgets all files because they may have changed: the next request reads them again. */
  forget(): void {
    this.known.clear();
  }

  private in(folder: string): Promise<readonly ConfigurationFile[]> {
    let files = this.known.get(folder);
    if (!files) {
      files = this.search(folder);
      this.known.set(folder, files);
    }
    return files;
  }

  private async search(folder: string): Promise<readonly ConfigurationFile[]> {
    const own = await readConfigurationFile(`${folder}/${CONFIGURATION_FILE}`, this.workspace);
    if (own?.configuration.root) return [own];
    const above = findFolder(folder);
    const others = above === undefined ? [] : await this.in(above);
    return own ? [...others, own] : others;
  }
}

/** Reads the configuration file at this path; returns undefined if it does not exist. */
async function readConfigurationFile(
  path: string,
  workspace: Workspace,
): Promise<ConfigurationFile | undefined> {
  const content = await workspace.read(path, READ_LIMITS.configuration);
  if (!('problem' in content)) return parseConfigurationFile(path, content.bytes);
  if (content.problem.kind === 'missing' && (await workspace.linkTarget(path)) === undefined)
    return undefined;
  return makeBrokenConfiguration(path, `${path}: ${describeFileProblem(content.problem)}`);
}

/** Returns the folder of a path, empty for the root; undefined if the path has none. */
function findFolder(path: string): string | undefined {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? undefined : path.slice(0, slash);
}
