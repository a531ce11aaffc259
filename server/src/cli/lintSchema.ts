import { resolve } from 'node:path';
import { looksLikeQapi } from '../qapi/recognise';
import type { Workspace } from '../workspace/workspace';
import { isKnown, type FileReport } from './lintFile';
import { machineFiles } from './machineFiles';
import { toSlashes } from './namedFiles';
import { reportSchema } from './qapi/check';

/** Returns whether the content of a file is a QAPI schema, even if it is not quite UTF-8. */
export function isSchema(bytes: Uint8Array): boolean {
  return looksLikeQapi(new TextDecoder().decode(bytes));
}

/** Checks QAPI schemas that the user names. What several of them include is reported once. */
export class SchemaLinter {
  private readonly known = new Set<string>();

  /**
   * Checks a schema and what it includes. The first report is that of the file itself.
   *
   * @param name as the user names it
   * @param bytes the content of the file
   */
  async check(name: string, bytes: Uint8Array): Promise<readonly FileReport[]> {
    const own = toSlashes(resolve(name));
    const files: Workspace = {
      ...machineFiles,
      read: (file, limit) => (file === own ? Promise.resolve({ bytes }) : machineFiles.read(file, limit)),
    };
    const reports = (await reportSchema(name, files)).map((report) => this.withoutKnown(report));
    const isOwn = ({ path }: FileReport): boolean => toSlashes(resolve(path)) === own;
    const { diagnostics } = reports.find(isOwn) ?? { diagnostics: [] };
    return [{ path: name, diagnostics }, ...reports.filter((report) => !isOwn(report))];
  }

  private withoutKnown({ path, diagnostics }: FileReport): FileReport {
    const file = resolve(path);
    return {
      path,
      diagnostics: diagnostics.filter(
        ({ code, range }) => !isKnown(JSON.stringify([file, code, range]), this.known),
      ),
    };
  }
}
