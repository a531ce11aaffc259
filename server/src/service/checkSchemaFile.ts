import { loadSchema } from '../qapi/buildSchema';
import { checkSchema } from '../qapi/check/checkSchema';
import { guessDialect, type Dialect } from '../qapi/check/dialect';
import type { QapiFinding } from '../qapi/check/finding';
import { findMainSchema } from '../qapi/paths';
import type { Schema } from '../qapi/schema';
import { decodeUtf8 } from '../text/utf8';
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

/** Checks QAPI schemas, one after the other. Modules of one schema are checked together, when the first of them is asked for. */
export class SchemaChecker {
  private last: { readonly main: string; readonly whole: CheckedSchema } | undefined;

  /** @param dialect undefined to choose it by the VERSION file of the QEMU tree */
  constructor(
    private readonly files: Workspace,
    private readonly dialect?: Dialect,
  ) {}

  /**
   * Checks a QAPI schema file and the files that it includes. A module of a schema, such as `block-core.json`, is checked as a part of
   * the schema in its folder that includes it, and only its own findings are returned. Rejects only if reading does.
   *
   * @param file an absolute path with `/`
   * @param bytes the content of the file, if it was read before
   */
  async check(file: string, bytes?: Uint8Array): Promise<CheckedSchema> {
    const { dialect } = this;
    const files = bytes ? replaceFile(this.files, file, bytes) : this.files;
    const main = findMainSchema(file);
    if (this.last?.main !== main || !hasContent(this.last.whole, file, bytes))
      this.last = { main, whole: await checkRoot(main, files, dialect) };
    const { whole } = this.last;
    if (file === main) return whole;
    if (!whole.schema.modules.has(file)) return checkRoot(file, files, dialect);
    return { ...whole, findings: new Map([[file, whole.findings.get(file) ?? []]]) };
  }
}

function replaceFile(files: Workspace, file: string, bytes: Uint8Array): Workspace {
  return {
    ...files,
    read: (path, limit) => (path === file ? Promise.resolve({ bytes }) : files.read(path, limit)),
  };
}

/** Whether a schema was checked with this content of a file, or does not contain the file. */
function hasContent({ schema }: CheckedSchema, file: string, bytes: Uint8Array | undefined): boolean {
  const text = schema.modules.get(file)?.text;
  if (text === undefined) return file !== schema.root;
  return bytes === undefined || text === decode(bytes).text;
}

async function checkRoot(
  root: string,
  files: Workspace,
  dialect: Dialect | undefined,
): Promise<CheckedSchema> {
  const chosen = dialect ?? guessDialect(await readTreeVersion(root.slice(0, root.lastIndexOf('/')), files));
  const invalid = new Set<string>();
  const schema = await loadSchema(root, async (path) => {
    const content = await files.read(path, READ_LIMITS.schemaFile);
    if (!('bytes' in content)) return undefined;
    const { text, isValid } = decode(content.bytes);
    if (!isValid) invalid.add(path);
    return text;
  });
  const findings = new Map(checkSchema(schema, chosen));
  for (const path of invalid) {
    const start = Math.max(0, schema.modules.get(path)?.text.indexOf('\ufffd') ?? 0);
    const message = t('Invalid UTF-8: save the file in the encoding UTF-8.');
    const range = { start, end: start + 1 };
    const problem: QapiFinding = { code: 'lex/not-utf8', severity: 'error', message, range };
    findings.set(path, [problem, ...(findings.get(path) ?? [])]);
  }
  return { schema, dialect: chosen, findings };
}

/** Decodes UTF-8; invalid bytes become U+FFFD. */
function decode(bytes: Uint8Array): { readonly text: string; readonly isValid: boolean } {
  const decoded = decodeUtf8(bytes);
  if ('text' in decoded) return { text: decoded.text, isValid: true };
  return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), isValid: false };
}
