import { t } from '../text/translations';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildSchema } from '../qapi/buildSchema';
import { dumpSchema } from '../qapi/dump';
import type { Schema } from '../qapi/schema';
import { LineIndex } from '../text/lineIndex';
import { FileError, readBytes } from './files';
import { formatJsonText } from './json';
import { leadsAway } from './machineFiles';
import { toSlashes } from './namedFiles';
import { EXIT, UsageError, type ExitCode, type Output } from './outcome';

export const QAPI_HELP = `Usage: qemu-firmware qapi dump [OPTION]... FILE

Prints what the QAPI schema FILE, with the files that it includes, defines, as JSON.

  --only NAME     print the definitions of one included file, named as the schema's folder sees it
  --root DIR      give file names relative to DIR (default: the current folder)
  -h, --help      print this

Exit status: 0 the schema was read, 1 parts of it could not be, 2 wrong usage or an unreadable file.
`;

export async function printSchema(args: readonly string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      only: { type: 'string' },
      root: { type: 'string', default: '.' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    await output.out.document([QAPI_HELP]);
    return EXIT.clean;
  }
  const [verb, file, extra] = positionals;
  if (verb !== 'dump')
    throw new UsageError(verb === undefined ? t('qapi: say what to do') : t('qapi: there is no “{0}”', verb));
  if (file === undefined || extra !== undefined) throw new UsageError(t('qapi dump: name one file'));
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
