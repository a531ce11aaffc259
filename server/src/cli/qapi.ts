import { t } from '../text/translations';
import path from 'node:path';
import { buildSchema } from '../qapi/buildSchema';
import { dumpSchema } from '../qapi/dump';
import type { Schema } from '../qapi/schema';
import { LineIndex } from '../text/lineIndex';
import { FileError, readBytes } from './files';
import { formatJsonText } from './json';
import { leadsAway } from './machineFiles';
import { toSlashes } from './namedFiles';
import { EXIT, UsageError, type ExitCode, type Output } from './outcome';
import { checkSchemas } from './qapiCheck';
import { QAPI } from './syntax/other';
import { parse } from './syntax/parse';

export async function printSchema(args: readonly string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = parse(QAPI, args);
  const [verb, ...names] = positionals;
  if (verb === 'check') return checkSchemas(names, values, output);
  const [file, extra] = names;
  if (verb !== 'dump')
    throw new UsageError(
      verb === undefined ? t('qapi: no subcommand given') : t('qapi: unknown subcommand “{0}”', verb),
    );
  if (file === undefined || extra !== undefined) throw new UsageError(t('qapi dump: specify one file'));
  return printDump(file, values.root, values.only, output);
}

async function printDump(
  file: string,
  root: string,
  only: string | undefined,
  output: Output,
): Promise<ExitCode> {
  const schema = readSchema(file);
  const rootDir = toSlashes(path.resolve(root));
  const options = { rootDir, only };
  await output.out.document(formatJsonText(dumpSchema(schema, options)));
  for (const line of formatProblems(schema)) await output.note(line);
  return schema.problems.length > 0 ? EXIT.findings : EXIT.clean;
}

/** Throws FileError where the root file itself cannot be read. */
function readSchema(file: string): Schema {
  const root = toSlashes(path.resolve(file));
  try {
    readBytes(root);
  } catch (error) {
    throw error instanceof FileError ? new FileError(`${file}: ${error.message}`) : error;
  }
  return buildSchema(root, (name) => {
    try {
      return leadsAway(name) ? undefined : new TextDecoder().decode(readBytes(name));
    } catch (error) {
      if (error instanceof FileError) return undefined;
      throw error;
    }
  });
}

function formatProblems({ problems, texts }: Schema): string[] {
  const indexes = new Map([...texts].map(([file, text]) => [file, new LineIndex(text)]));
  return problems.map(({ range, message, code }) => {
    const { line, character } = indexes.get(range.file)?.positionAt(range.start) ?? START;
    return `${range.file}:${line + 1}:${character + 1}: error: ${message} [${code}]`;
  });
}

/** Of a file that was not read. */
const START = { line: 0, character: 0 };
