import { loadSchema } from '../qapi/buildSchema';
import { checkSchema } from '../qapi/check/checkSchema';
import { guessDialect, type Dialect } from '../qapi/check/dialect';
import type { QapiFinding } from '../qapi/check/finding';
import { makeModuleCache } from '../qapi/module';
import { findMainSchema } from '../qapi/paths';
import type { Schema } from '../qapi/schema';
import { decodeUtf8, type Decoded } from '../text/utf8';
import { t } from '../text/translations';
import { READ_LIMITS } from '../workspace/limits';
import type { Workspace } from '../workspace/workspace';
import { readTreeVersion } from './qapiRoots';

/** A schema that was checked. */
export interface CheckedSchema {
  readonly schema: Schema;
  readonly dialect: Dialect;
  /** By file, in the order of reading; only of files that were asked for. */
  readonly findings: ReadonlyMap<string, readonly QapiFinding[]>;
}

/**
 * Checks a QAPI schema file and the files that it includes. A module of a schema, such as `block-core.json`, is checked as a part of the
 * schema in its folder that includes it, and only its own findings are returned. Rejects only if `files` does.
 *
 * @param file an absolute path with `/`
 * @param dialect undefined to choose it by the VERSION file of the QEMU tree
 */
export async function checkSchemaFile(
  file: string,
  files: Workspace,
  dialect?: Dialect,
): Promise<CheckedSchema> {
  const reader = new SchemaReader(files);
  const chosen = dialect ?? guessDialect(await readTreeVersion(file.slice(0, file.lastIndexOf('/')), files));
  const parse = makeModuleCache();
  const load = (root: string): Promise<Schema> => loadSchema(root, (path) => reader.read(path), parse);
  const root = findMainSchema(file);
  const whole = root === file ? undefined : await load(root);
  const isPart = whole?.texts.has(file) === true;
  const schema = whole && isPart ? whole : await load(file);
  const findings = new Map(checkSchema(schema, parse, chosen));
  for (const [path, problem] of reader.invalid) findings.set(path, [problem, ...(findings.get(path) ?? [])]);
  const asked = isPart ? new Map([[file, findings.get(file) ?? []]]) : findings;
  return { schema, dialect: chosen, findings: asked };
}

/** Reads the files of a schema, and keeps in mind which of them are not UTF-8. */
class SchemaReader {
  readonly invalid = new Map<string, QapiFinding>();

  constructor(private readonly files: Workspace) {}

  async read(path: string): Promise<string | undefined> {
    const content = await this.files.read(path, READ_LIMITS.schemaFile);
    if (!('bytes' in content)) return undefined;
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(content.bytes);
    const decoded: Decoded = decodeUtf8(content.bytes);
    if ('invalid' in decoded) {
      const start = Math.max(0, text.indexOf('\ufffd'));
      const message = t('Invalid UTF-8: save the file in the encoding UTF-8.');
      this.invalid.set(path, {
        code: 'lex/not-utf8',
        severity: 'error',
        message,
        range: { start, end: start + 1 },
      });
    }
    return text;
  }
}
