import { ROOT_TYPE } from '../../descriptor/schemaContext';
import { JsonSchemaTooLarge } from '../../qapi/jsonSchema/makeJsonSchema';
import { DRAFTS } from '../../qapi/jsonSchema/types';
import type { Schema } from '../../qapi/schema';
import { limitToVersion } from '../../qapi/version';
import { findVersionProblem, getSchema, NEWEST_RELEASE } from '../../schema/bundled';
import { describeAsJsonSchema } from '../../service/describeAsJsonSchema';
import { findClosest } from '../../text/closest';
import { t } from '../../text/translations';
import { FileError } from '../files';
import { formatJsonText } from '../json';
import { EXIT, UsageError, type ExitCode, type Output } from '../outcome';
import { formatProblems, readNamedSchema } from './schemaFiles';
import type { QapiValues } from './values';
import { requireOneOf } from '../syntax/parse';

/** Runs `qapi json-schema`. */
export async function printJsonSchema(
  [file, extra]: readonly string[],
  values: QapiValues,
  output: Output,
): Promise<ExitCode> {
  if (extra !== undefined) throw new UsageError(t('qapi json-schema: specify one file'));
  const draft = requireOneOf('--draft', values.draft, DRAFTS);
  const version = values['qemu-version'];
  const problem = findVersionProblem(version);
  if (problem !== undefined) throw new UsageError(problem);
  const schema = file === undefined ? getSchema(version).schema : await readLimited(file, version);
  const { type = ROOT_TYPE, id } = values;
  if (!schema.definitions.has(type)) throw new UsageError(describeMissing(schema, values.type, file));
  const newest = file === undefined ? NEWEST_RELEASE : undefined;
  const release = version === 'latest' ? newest : version;
  const made = attempt(() => describeAsJsonSchema(schema, { type, draft, id, release }), file ?? type);
  if (!made) throw new UsageError(t('--type: “{0}” is a command or an event, not a type', type));
  await output.out.document(formatJsonText(made));
  for (const line of formatProblems(schema)) await output.note(line);
  return schema.problems.length > 0 ? EXIT.findings : EXIT.clean;
}

async function readLimited(file: string, version: string): Promise<Schema> {
  const schema = await readNamedSchema(file);
  return version === 'latest' ? schema : limitToVersion(schema, version);
}

function describeMissing(
  { definitions }: Schema,
  type: string | undefined,
  file: string | undefined,
): string {
  if (type === undefined)
    return t('{0} does not define “{1}”; name another type with --type', file ?? '', ROOT_TYPE);
  const meant = findClosest(type, [...definitions.keys()]);
  return meant === undefined
    ? t('--type: the schema does not define “{0}”', type)
    : t('--type: the schema does not define “{0}”; did you mean “{1}”?', type, meant);
}

function attempt<T>(work: () => T, name: string): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof JsonSchemaTooLarge)
      throw new FileError(t('{0}: the JSON Schema would be too large', name));
    throw error;
  }
}
