import { makeSchemaContext, ROOT_TYPE, type SchemaContext } from '../../descriptor/schemaContext';
import { CHANGE_KINDS, type ChangeKind, type SchemaDifference } from '../../qapi/diff/changes';
import { compareSchemas } from '../../qapi/diff/compareSchemas';
import type { Schema } from '../../qapi/schema';
import { t } from '../../text/translations';
import { formatJsonText } from '../json';
import { requireOneOf } from '../options';
import { EXIT, UsageError, type ExitCode, type Output } from '../outcome';
import { TEXT_OR_JSON } from '../syntax/search';
import { findDisagreements, type DescriptorDisagreement } from './diffDescriptors';
import { formatChanges } from './diffText';
import { formatProblems, readNamedSchema } from './schemaFiles';
import type { QapiValues } from './values';

/** Runs `qapi diff`: prints what differs between two schemas, and the descriptors that are valid by one of them only. */
export async function printDiff(
  [old, found, extra]: readonly string[],
  values: QapiValues,
  output: Output,
): Promise<ExitCode> {
  if (old === undefined || found === undefined || extra !== undefined)
    throw new UsageError(t('qapi diff: specify two schemas'));
  const format = requireOneOf('--format', values.format, TEXT_OR_JSON);
  const schemas = [await readNamedSchema(old), await readNamedSchema(found)] as const;
  const folder = values.descriptors;
  const contexts = folder === undefined ? undefined : makeContexts(schemas, [old, found]);
  const difference = compareSchemas(...schemas);
  const search = contexts && folder !== undefined ? findDisagreements(folder, contexts, output) : undefined;
  const { descriptors, isPartial } = (await search) ?? { descriptors: undefined, isPartial: false };
  if (format === 'json')
    await output.out.document(
      formatJsonText({ version: 1, old, new: found, ...toJson(difference, descriptors) }),
    );
  else await printText(difference, descriptors, output);
  const hasProblems = await tellProblems(schemas, output);
  if (hasProblems || isPartial) return EXIT.failure;
  return difference.changes.length > 0 || (descriptors?.length ?? 0) > 0 ? EXIT.findings : EXIT.clean;
}

function makeContexts(
  schemas: readonly [Schema, Schema],
  names: readonly [string, string],
): readonly [SchemaContext, SchemaContext] {
  const make = (schema: Schema, name: string): SchemaContext => {
    if (schema.definitions.has(ROOT_TYPE)) return makeSchemaContext(schema, 'latest', 'user');
    throw new UsageError(t('--descriptors: {0} does not define “{1}”', name, ROOT_TYPE));
  };
  return [make(schemas[0], names[0]), make(schemas[1], names[1])];
}

function toJson(
  { changes, documentation }: SchemaDifference,
  descriptors: readonly DescriptorDisagreement[] | undefined,
): object {
  const summary = { ...countChanges(changes), documentation, descriptors: descriptors?.length };
  return { changes, descriptors, summary };
}

function countChanges(changes: SchemaDifference['changes']): Record<ChangeKind, number> {
  const counts = { added: 0, removed: 0, changed: 0, deprecated: 0 };
  for (const { change } of changes) counts[change]++;
  return counts;
}

async function printText(
  { changes, documentation }: SchemaDifference,
  descriptors: readonly DescriptorDisagreement[] | undefined,
  output: Output,
): Promise<void> {
  await output.out.lines(formatChanges(changes));
  for (const { path, validBy, diagnostics } of descriptors ?? []) {
    const verdict = validBy === 'old' ? t('valid by the old schema only') : t('valid by the new schema only');
    await output.out.lines([[{ text: path, styles: ['bold'] }, `: ${verdict}`]]);
    await output.out.lines(
      diagnostics.map(({ range, message, code }) => [
        `  ${range.start.line + 1}:${range.start.character + 1}: ${message} [${code}]`,
      ]),
    );
  }
  const counts = countChanges(changes);
  const words: Record<ChangeKind, string> = {
    added: t('{0} added', counts.added),
    removed: t('{0} removed', counts.removed),
    changed: t('{0} changed', counts.changed),
    deprecated: t('{0} deprecated', counts.deprecated),
  };
  const parts = CHANGE_KINDS.filter((kind) => counts[kind] > 0).map((kind) => words[kind]);
  if (documentation > 0) parts.push(t('definitions whose documentation changed: {0}', documentation));
  if (descriptors) parts.push(t('descriptors affected: {0}', descriptors.length));
  if (parts.length > 0) await output.note(parts.join(', '));
}

/** Prints the first problem of each schema and the number of the others: what could not be read is not compared. */
async function tellProblems(schemas: readonly Schema[], output: Output): Promise<boolean> {
  for (const schema of schemas) {
    const [first, ...others] = formatProblems(schema);
    if (first === undefined) continue;
    await output.note(others.length > 0 ? t('{0} (and {1} more)', first, others.length) : first);
  }
  return schemas.some(({ problems }) => problems.length > 0);
}
