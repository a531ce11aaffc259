import path from 'node:path';
import { findDialect, DIALECTS, type Dialect } from '../../qapi/check/dialect';
import type { QapiFinding } from '../../qapi/check/finding';
import { SchemaChecker } from '../../service/checkSchemaFile';
import { LineIndex } from '../../text/lineIndex';
import { t } from '../../text/translations';
import { makeExcerpt, toRange } from '../excerpt';
import { formatJsonText } from '../json';
import type { Diagnostic, FileReport } from '../lintFile';
import { machineFiles } from '../machineFiles';
import { toSlashes } from '../namedFiles';
import { EXIT, UsageError, type ExitCode, type Output } from '../outcome';
import { expectShortRun } from './shortRun';
import type { QapiValues } from './values';
import { requireOneOf } from '../syntax/parse';

/** Checks QAPI schemas and prints what is wrong with them and the files that they include. */
export async function printCheck(
  names: readonly string[],
  { format, dialect }: QapiValues,
  output: Output,
): Promise<ExitCode> {
  if (names.length === 0) throw new UsageError(t('qapi check: specify at least one file'));
  const chosen = requireOneOf('--format', format, ['text', 'json']);
  const version =
    dialect === undefined ? undefined : findDialect(requireOneOf('--dialect', dialect, DIALECTS));
  const reporter = new SchemaReporter(version, expectShortRun(machineFiles));
  const reports: FileReport[] = [];
  for (const name of names) reports.push(...(await reporter.report(name)));
  const found = reports.flatMap(({ diagnostics }) => diagnostics);
  if (chosen === 'json') await output.out.document(formatJsonText(reports.flatMap(listDiagnostics)));
  else if (found.length > 0) {
    // Most schemas have no findings, so what prints them is often not needed.
    const { makeReportPrinter } = await import('../format');
    const printer = makeReportPrinter('text', output.out);
    await printer.add(reports);
    await printer.end([]);
  }
  if (found.some(({ code }) => code === 'file/unreadable')) return EXIT.failure;
  return found.length > 0 ? EXIT.findings : EXIT.clean;
}

/** Reports on QAPI schemas that the user names. What several of them include is reported once. */
export class SchemaReporter {
  private readonly checker: SchemaChecker;
  private readonly known = new Set<string>();

  /** @param dialect undefined to choose it by the VERSION file of the QEMU tree */
  constructor(dialect?: Dialect, files = machineFiles) {
    this.checker = new SchemaChecker(files, dialect);
  }

  /**
   * Checks the schema in a file with the files that it includes, and reports on each of them with findings.
   *
   * @param name as the user names it; the other files are named in the same way, from the current folder or absolutely
   * @param bytes the content of the file, if it was read before
   */
  async report(name: string, bytes?: Uint8Array): Promise<readonly FileReport[]> {
    const { schema, findings } = await this.checker.check(toSlashes(path.resolve(name)), bytes);
    const toName = (file: string): string => (path.isAbsolute(name) ? file : path.relative('.', file));
    return [...findings]
      .filter(([, found]) => found.length > 0)
      .map(([file, found]) => {
        const text = schema.modules.get(file)?.text ?? '';
        const lines = new LineIndex(text);
        const diagnostics = found
          .filter(({ code, range }) => this.isNew(JSON.stringify([file, code, range])))
          .map((finding) => toSchemaDiagnostic(finding, text, lines, toName, file));
        return { path: toName(file), diagnostics };
      });
  }

  private isNew(key: string): boolean {
    return this.known.size < this.known.add(key).size;
  }
}

function toSchemaDiagnostic(
  { code, severity, message, range, fixes = [], related = [] }: QapiFinding,
  text: string,
  lines: LineIndex,
  toName: (file: string) => string,
  file: string,
): Diagnostic {
  const place = toRange(lines, range);
  return {
    code: code as Diagnostic['code'],
    severity,
    message,
    range: place,
    fixes: fixes.map(({ title, edits }) => ({
      title,
      edits: edits.map((edit) => ({ range: toRange(lines, edit), newText: edit.newText })),
    })),
    related: related.map((other) =>
      other.range.file === file
        ? { message: other.message, range: toRange(lines, other.range) }
        : { message: other.message, path: toName(other.range.file) },
    ),
    consequences: [],
    excerpt: makeExcerpt(text, lines, place),
  };
}

/** Lists the findings in the form of `--format json`: lines and columns are 1-based, columns in UTF-16 units. */
function listDiagnostics({ path: file, diagnostics }: FileReport): object[] {
  return diagnostics.map(({ code, severity, message, range: { start, end } }) => ({
    file,
    line: start.line + 1,
    col: start.character + 1,
    endLine: end.line + 1,
    endCol: end.character + 1,
    code,
    severity,
    message,
  }));
}
