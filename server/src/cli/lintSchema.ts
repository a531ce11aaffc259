import { resolve } from 'node:path';
import { looksLikeQapi } from '../qapi/recognise';
import type { FileReport } from './lintFile';
import { toSlashes } from './namedFiles';
import { SchemaReporter } from './qapi/check';

/** Returns whether the content of a file is a QAPI schema, even if it is not quite UTF-8. */
export function isSchema(bytes: Uint8Array): boolean {
  return looksLikeQapi(new TextDecoder().decode(bytes));
}

/** Checks QAPI schemas that the user names. What several of them include is reported once. */
export class SchemaLinter {
  private readonly reporter = new SchemaReporter();

  /**
   * Checks a schema and what it includes. The first report is that of the file itself.
   *
   * @param name as the user names it
   * @param bytes the content of the file
   */
  async check(name: string, bytes: Uint8Array): Promise<readonly FileReport[]> {
    const own = toSlashes(resolve(name));
    const reports = await this.reporter.report(name, bytes);
    const isOwn = ({ path }: FileReport): boolean => toSlashes(resolve(path)) === own;
    const { diagnostics } = reports.find(isOwn) ?? { diagnostics: [] };
    return [{ path: name, diagnostics }, ...reports.filter((report) => !isOwn(report))];
  }
}
