import path from 'node:path';
import { buildSchema } from '../../qapi/buildSchema';
import type { Schema } from '../../qapi/schema';
import { findVersionProblem, getSchema } from '../../schema/bundled';
import { SCHEMA_IN_TREE } from '../../schema/userSchema';
import { LineIndex } from '../../text/lineIndex';
import { removeTrailingSlashes } from '../../text/trimming';
import { READ_LIMITS } from '../../workspace/limits';
import type { FileStat } from '../../workspace/workspace';
import { FileError, readBytes, readKind } from '../files';
import { leadsAway, machineFiles } from '../machineFiles';
import { toSlashes } from '../namedFiles';
import { UsageError } from '../outcome';

/** Reads a schema and the files that it includes. Throws FileError where the root file itself cannot be read. */
export function readSchema(file: string): Schema {
  const root = toSlashes(path.resolve(file));
  try {
    readBytes(root, READ_LIMITS.schemaFile);
  } catch (error) {
    throw error instanceof FileError ? new FileError(`${file}: ${error.message}`) : error;
  }
  return buildSchema(root, (name) => {
    try {
      return leadsAway(name) ? undefined : new TextDecoder().decode(readBytes(name, READ_LIMITS.schemaFile));
    } catch (error) {
      if (error instanceof FileError) return undefined;
      throw error;
    }
  });
}

/** Marks a release of QEMU, in place of a file: its bundled schema. */
const RELEASE = 'qemu@';

/**
 * Reads the schema that an operand names: a schema file, a folder with a QEMU tree, or a release such as `qemu@7.2`, whose firmware schema
 * is bundled. Throws FileError, and UsageError for a release without descriptors.
 */
export async function readNamedSchema(operand: string): Promise<Schema> {
  if (operand.startsWith(RELEASE)) {
    const version = operand.slice(RELEASE.length);
    const problem = findVersionProblem(version);
    if (problem !== undefined) throw new UsageError(problem);
    return getSchema(version).schema;
  }
  const isFolder = (await readKindOf(operand)) === 'folder';
  return readSchema(isFolder ? `${removeTrailingSlashes(operand)}/${SCHEMA_IN_TREE}` : operand);
}

/** Returns the kind of a file that the command line names. Throws FileError with its name. */
export async function readKindOf(operand: string): Promise<FileStat['kind']> {
  try {
    return await readKind(toSlashes(path.resolve(operand)), machineFiles);
  } catch (error) {
    throw error instanceof FileError ? new FileError(`${operand}: ${error.message}`) : error;
  }
}

/** Formats the problems of a schema, each as a line. */
export function formatProblems({ problems, modules }: Schema): string[] {
  const indexes = new Map([...modules].map(([file, { text }]) => [file, new LineIndex(text)]));
  return problems.map(({ range, message, code }) => {
    const { line, character } = indexes.get(range.file)?.positionAt(range.start) ?? START;
    return `${range.file}:${line + 1}:${character + 1}: error: ${message} [${code}]`;
  });
}

/** Of a file that was not read. */
const START = { line: 0, character: 0 };
