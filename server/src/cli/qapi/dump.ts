import path from 'node:path';
import { dumpSchema } from '../../qapi/dump';
import { formatJsonText } from '../json';
import { toSlashes } from '../namedFiles';
import { EXIT, UsageError, type ExitCode, type Output } from '../outcome';
import { t } from '../../text/translations';
import { formatProblems, readSchema } from './schemaFiles';
import type { QapiValues } from './values';

/** Runs `qapi dump`. */
export async function printDump(
  [file, extra]: readonly string[],
  { root, only }: QapiValues,
  output: Output,
): Promise<ExitCode> {
  if (file === undefined || extra !== undefined) throw new UsageError(t('qapi dump: specify one file'));
  const schema = readSchema(file);
  const rootDir = toSlashes(path.resolve(root));
  await output.out.document(formatJsonText(dumpSchema(schema, { rootDir, only })));
  for (const line of formatProblems(schema)) await output.note(line);
  return schema.problems.length > 0 ? EXIT.findings : EXIT.clean;
}
