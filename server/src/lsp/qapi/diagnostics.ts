import type { Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import { findHome, listProblems } from '../../features/qapi/problems';
import { findDialect, type Dialect } from '../../qapi/check/dialect';
import type { QapiFinding, Related } from '../../qapi/check/finding';
import { makeVisible } from '../../text/visible';
import { toRange } from '../features/toLsp';
import type { AskedSchema } from './answer';
import { toLocation } from './uris';

/** [LSP, DiagnosticSeverity] Not those of other files: their module needs what is known about programs. */
const SEVERITIES: Readonly<Record<QapiFinding['severity'], DiagnosticSeverity>> = { error: 1, warning: 2 };

/** Lists the problems of a schema file. */
export function listDiagnostics(asked: AskedSchema): Diagnostic[] {
  return findFindings(asked).map((finding) => toDiagnostic(finding, asked));
}

/** Finds what is wrong in the file that a request is about, by the rules of the chosen dialect, else by those of the source tree. */
export function findFindings(asked: AskedSchema): readonly QapiFinding[] {
  return listProblems(asked.file, asked.views, chooseDialect(asked));
}

export function chooseDialect({ question, tree }: AskedSchema): Dialect {
  return findDialect(question.dialect) ?? tree.dialect;
}

export function toDiagnostic(
  { code, severity, message, range, related = [] }: QapiFinding,
  asked: AskedSchema,
): Diagnostic {
  const { client, docsUri } = asked.question;
  const places = client.relatedInformation ? related.flatMap((place) => toRelated(place, asked)) : [];
  return {
    range: toRange(asked.file.lines, range),
    severity: SEVERITIES[severity],
    code,
    source: 'qemu-firmware',
    message: makeVisible(message),
    ...(client.codeDescription &&
      docsUri !== undefined && { codeDescription: { href: toExplanation(code, docsUri) } }),
    ...(places.length > 0 && { relatedInformation: places }),
  };
}

/** The explanations are next to the documentation of the rules, with a heading for each family of codes. */
function toExplanation(code: string, docsUri: string): string {
  return `${docsUri.replace(/[^/]*$/, 'qapi.md')}#${code.replace(/\/.*/, '')}`;
}

function toRelated(
  { message, range }: Related,
  { file, views, question }: AskedSchema,
): NonNullable<Diagnostic['relatedInformation']> {
  const holder = findHome(file, views)?.files.get(range.file);
  if (!holder) return [];
  return [{ location: toLocation(holder, range, question), message: makeVisible(message) }];
}
