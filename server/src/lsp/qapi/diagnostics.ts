import type { Diagnostic } from 'vscode-languageserver';
import { listProblems } from '../../features/qapi/problems';
import { makeVisible } from '../../text/visible';
import { toRange } from '../features/toLsp';
import type { AskedSchema } from './answer';

/** [LSP, DiagnosticSeverity: Error] */
const ERROR = 1;

/** Lists the problems of a schema file. */
export function listDiagnostics({ file, views }: AskedSchema): Diagnostic[] {
  return listProblems(file, views).map(({ code, message, range }) => ({
    ...{ code, severity: ERROR, source: 'qemu-firmware', message: makeVisible(message) },
    range: toRange(file.lines, range),
  }));
}
