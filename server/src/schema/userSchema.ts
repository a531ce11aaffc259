import { t } from '../text/translations';
import { ROOT_TYPE } from '../descriptor/schemaContext';
import { loadSchema, TOO_LARGE } from '../qapi/buildSchema';
import { resolveInclude } from '../qapi/paths';
import type { Schema } from '../qapi/schema';
import { removeTrailingSlashes } from '../text/trimming';
import { READ_LIMITS } from '../workspace/limits';
import type { Workspace } from '../workspace/workspace';

/** A schema read from a QEMU source tree. */
export interface UserSchema {
  readonly schema: Schema;
  /** The content of the tree's VERSION file; undefined if it has none. */
  readonly release?: string | undefined;
}

/** The path of the firmware descriptor schema in a QEMU source tree. */
export const SCHEMA_IN_TREE = 'docs/interop/firmware.json';

/**
 * Reads the schema file `path`, or that of the QEMU tree `path`. On failure, returns the reason as a string without a full stop: the file
 * cannot be read, or it does not define firmware descriptors.
 */
export async function loadUserSchema(path: string, workspace: Workspace): Promise<UserSchema | string> {
  const stat = await workspace.stat(path);
  const root = stat?.kind === 'folder' ? `${removeTrailingSlashes(path)}/${SCHEMA_IN_TREE}` : path;
  const schema = await loadSchema(root, (file) => readText(file, workspace));
  if (schema.missing.includes(root)) return t('Cannot read the schema {0}', root);
  const tooLarge = schema.problems.find(({ code }) => code === TOO_LARGE);
  if (tooLarge) return tooLarge.message.replace(/\.$/, '');
  if (!schema.definitions.has(ROOT_TYPE))
    return t('{0} does not define “{1}”, so it is not QEMU’s {2}', root, ROOT_TYPE, SCHEMA_IN_TREE);
  const release = (await readText(resolveInclude(root, '../../VERSION'), workspace))?.trim();
  return { schema, release: release !== undefined && /^[\w.+-]+$/.test(release) ? release : undefined };
}

/** Finds the schema file in the first of these folders that is a QEMU source tree. */
export async function findCheckout(
  folders: readonly string[],
  workspace: Workspace,
): Promise<string | undefined> {
  for (const folder of folders) {
    const path = `${removeTrailingSlashes(folder)}/${SCHEMA_IN_TREE}`;
    if ((await workspace.stat(path))?.kind === 'file') return path;
  }
  return undefined;
}

async function readText(path: string, workspace: Workspace): Promise<string | undefined> {
  const content = await workspace.read(path, READ_LIMITS.schemaFile);
  return 'bytes' in content ? new TextDecoder().decode(content.bytes) : undefined;
}
