import { guessDialect, type Dialect } from '../qapi/check/dialect';
import { looksLikeQapi } from '../qapi/recognise';
import { decodeUtf8 } from '../text/utf8';
import { READ_LIMITS } from '../workspace/limits';
import type { Workspace } from '../workspace/workspace';

/** A source tree around a schema file. */
export interface SourceTree {
  /** Its folder; that of the file if no folder above it looks like a QEMU tree. */
  readonly folder: string;
  /** The paths of the schemas that no other one includes, as far as they exist; none outside QEMU trees. */
  readonly roots: readonly string[];
  /** The form of the schema language of its QEMU release. */
  readonly dialect: Dialect;
  /** The content of its VERSION file, if that is short; not yet validated. */
  readonly version: string | undefined;
}

/** The root schemas of QEMU. The tests of its schema reader are each on their own. */
const ROOTS = [
  'qapi/qapi-schema.json',
  'qga/qapi-schema.json',
  'storage-daemon/qapi/qapi-schema.json',
  'docs/interop/firmware.json',
  'docs/interop/vhost-user.json',
];

/** QEMU's deepest schema is three folders below the tree. */
const MAX_LEVELS = 8;
/** Folders with more files are not searched for schemas that include a file. */
const MAX_CANDIDATES = 300;

/** Finds the QEMU tree that a folder is in: the next folder above it that has one of QEMU's root schemas. */
export async function findTree(folder: string, workspace: Workspace): Promise<SourceTree> {
  const version = await readTreeVersion(folder, workspace);
  const dialect = guessDialect(version);
  let at = folder;
  for (let level = 0; level < MAX_LEVELS && at !== ''; level++) {
    const known = await listExisting(at, workspace);
    if (known.length > 0) return { folder: at, roots: known, dialect, version };
    at = at.slice(0, at.lastIndexOf('/'));
  }
  return { folder, roots: [], dialect, version };
}

/** Returns the content of the VERSION file of the QEMU tree that a folder is in; undefined if there is none. */
export async function readTreeVersion(folder: string, workspace: Workspace): Promise<string | undefined> {
  let at = folder;
  for (let level = 0; level < MAX_VERSION_LEVELS && at !== ''; level++) {
    const content = await workspace.read(`${at}/VERSION`, MAX_VERSION);
    if ('bytes' in content) return new TextDecoder().decode(content.bytes);
    at = at.slice(0, at.lastIndexOf('/'));
  }
  return undefined;
}

/** How far above a schema the root of a QEMU tree can be: it is two levels above storage-daemon/qapi. */
const MAX_VERSION_LEVELS = 4;
/** The maximum size of a VERSION file in bytes. */
const MAX_VERSION = 100;

async function listExisting(folder: string, workspace: Workspace): Promise<string[]> {
  const paths = ROOTS.map((name) => `${folder}/${name}`);
  const stats = await Promise.all(paths.map((path) => workspace.stat(path)));
  return paths.filter((_, at) => stats[at]?.kind === 'file');
}

/** Lists the schemas in a folder, which may include others there. */
export async function findRootCandidates(folder: string, workspace: Workspace): Promise<readonly string[]> {
  const paths = (await listSchemaNames(folder, workspace)).map((name) => `${folder}/${name}`);
  const found: string[] = [];
  for (const path of paths.slice(0, MAX_CANDIDATES)) {
    const content = await workspace.read(path, READ_LIMITS.schemaFile);
    const decoded = 'bytes' in content ? decodeUtf8(content.bytes) : undefined;
    if (!decoded || !('text' in decoded)) continue;
    if (decoded.text.includes("'include'") && looksLikeQapi(decoded.text)) found.push(path);
  }
  return found;
}

/** Lists the names of the files in a folder that can be schemas. */
export async function listSchemaNames(folder: string, workspace: Workspace): Promise<readonly string[]> {
  const found = await workspace.entries(folder);
  if (!('entries' in found)) return [];
  return found.entries
    .filter(({ kind, name }) => (kind === 'file' || kind === 'link') && /\.(?:json|qapi)$/.test(name))
    .map(({ name }) => name);
}
