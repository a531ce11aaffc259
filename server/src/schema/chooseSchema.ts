import { t } from '../text/translations';
import { makeSchemaContext, type SchemaContext } from '../descriptor/schemaContext';
import { removeTrailingSlashes } from '../text/trimming';
import { findPathBelow, makeConfinedWorkspace } from '../workspace/rootedWorkspace';
import type { Workspace } from '../workspace/workspace';
import { NEWEST_RELEASE, getSchema, findVersionProblem } from './bundled';
import { findCheckout, loadUserSchema, type UserSchema } from './userSchema';

/** The schema that the user requests. */
export interface SchemaWish {
  /** `latest`, or a release such as `7.2`. */
  readonly version: string;
  /** A QEMU tree or its firmware.json, absolute or relative to the first folder; empty for none. */
  readonly path: string;
  /** The folders of the workspace, the one of the descriptor first. */
  readonly folders: readonly string[];
  /** Set if the workspace is not trusted (yet): it then cannot choose a schema. */
  readonly isUntrusted?: boolean;
}

export interface ChosenSchema {
  readonly context: SchemaContext;
  /** The QEMU release of the schema, or the newest one it describes. */
  readonly release: string;
  /** The file that it was read from; undefined for the bundled schema. */
  readonly path?: string;
  /** Sentences for the log that explain why a request was not met. */
  readonly messages: readonly string[];
}

/**
 * Returns the requested schema; otherwise, for `latest`, that of a QEMU checkout among the folders; otherwise the bundled one. Never
 * fails. Without `workspace`, only the bundled schema is available.
 */
export async function chooseSchema(wish: SchemaWish, workspace?: Workspace): Promise<ChosenSchema> {
  const problem = findVersionProblem(wish.version);
  const messages = problem === undefined ? [] : [t('{0}; the newest known version is used.', problem)];
  const version = problem === undefined ? wish.version : 'latest';
  const named = wish.path === '' ? undefined : toAbsolute(wish.path, wish.folders[0]);
  if (!workspace) {
    if (named !== undefined)
      messages.push(t('No file system to read the schema {0} from; the bundled schema is used.', named));
    return chooseBundled(version, messages);
  }
  const detects = version === 'latest' && !wish.isUntrusted;
  const path = named ?? (detects ? await findCheckout(wish.folders, workspace) : undefined);
  const loaded = path === undefined ? undefined : await loadUserSchema(path, confine(path, wish, workspace));
  if (typeof loaded === 'object') return chooseFromTree(loaded, version, messages);
  if (loaded !== undefined) messages.push(t('{0}; the bundled schema is used.', loaded));
  return chooseBundled(version, messages);
}

function chooseBundled(version: string, messages: readonly string[]): ChosenSchema {
  return {
    context: getSchema(version),
    release: version === 'latest' ? NEWEST_RELEASE : version,
    messages,
  };
}

function chooseFromTree(
  { schema, release = t('(unknown release)') }: UserSchema,
  version: string,
  messages: readonly string[],
): ChosenSchema {
  return {
    context: makeSchemaContext(schema, version, 'user'),
    release: version === 'latest' ? release : version,
    path: schema.root,
    messages,
  };
}

/**
 * Returns the files that the schema at `path` may read. If it is in an untrusted folder, only that folder is accessible, regardless of
 * includes and links.
 */
function confine(path: string, { folders, isUntrusted }: SchemaWish, workspace: Workspace): Workspace {
  const plain = folders.map((folder) => folder.replace(/\/+$/, ''));
  const own = isUntrusted ? plain.find((folder) => findPathBelow(folder, path) !== undefined) : undefined;
  return own === undefined ? workspace : makeConfinedWorkspace(own, workspace);
}

function toAbsolute(path: string, folder: string | undefined): string {
  const slashed = /^[A-Za-z]:[\\/]|^\\\\/.test(path) ? path.replaceAll('\\', '/') : path;
  const isAbsolute = /^(\/|[A-Za-z]:\/)/.test(slashed);
  return isAbsolute || folder === undefined ? slashed : `${removeTrailingSlashes(folder)}/${slashed}`;
}
