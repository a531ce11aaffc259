/** Converts the results of features to LSP, as far as the client supports it. */
import type {
  Diagnostic,
  DiagnosticSeverity,
  Range,
  TextEdit as LspTextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { formatFullMessage } from '../../features/consequences';
import type { Finding, Severity } from '../../rules/rule';
import type { LineIndex, TextRange } from '../../text/lineIndex';
import type { TextEdit } from '../../text/textEdit';
import { makeVisible } from '../../text/visible';
import type { ClientFeatures } from '../protocol/capabilities';

/** The place of a whole file in a link to it. */
export const START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

export function toRange(lines: LineIndex, { start, end }: TextRange): Range {
  return { start: lines.positionAt(start), end: lines.positionAt(end) };
}

export function toTextEdit(lines: LineIndex, edit: TextEdit): LspTextEdit {
  return { range: toRange(lines, edit), newText: edit.newText };
}

/** A version of a document; null if the text is that of a file. */
export interface Versioned {
  readonly uri: string;
  readonly version: number | null;
  readonly document: { readonly lines: LineIndex };
}

/** Makes edits of one document that apply only to its current version, if the client supports that. */
export function toWorkspaceEdit(
  descriptor: Versioned,
  edits: readonly TextEdit[],
  client: ClientFeatures,
): WorkspaceEdit {
  return toWorkspaceEditOf([{ descriptor, edits }], client);
}

export interface DocumentEdits {
  readonly descriptor: Versioned;
  readonly edits: readonly TextEdit[];
}

/** Like toWorkspaceEdit, for several documents. */
export function toWorkspaceEditOf(changes: readonly DocumentEdits[], client: ClientFeatures): WorkspaceEdit {
  const all = changes.map(({ descriptor: { uri, version, document }, edits }) => ({
    textDocument: { uri, version },
    edits: edits.map((edit) => toTextEdit(document.lines, edit)),
  }));
  return client.versionedEdits
    ? { documentChanges: all }
    : { changes: Object.fromEntries(all.map(({ textDocument, edits }) => [textDocument.uri, edits])) };
}

/** [LSP, DiagnosticSeverity] */
export const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: 1,
  warning: 2,
  information: 3,
  hint: 4,
};

/** @param docsUri the documentation of the rules, which has an anchor for each code */
export function toDiagnostic(
  finding: Finding,
  { uri, document: { lines } }: Versioned,
  client: ClientFeatures,
  docsUri: string | undefined,
): Diagnostic {
  const { code, severity, range, related = [] } = finding;
  const places = related.map((place) => ({
    location: { uri, range: toRange(lines, place.range) },
    message: makeVisible(place.message),
  }));
  return {
    range: toRange(lines, range),
    severity: SEVERITIES[severity],
    code,
    source: 'qemu-firmware',
    message: makeVisible(formatFullMessage(finding)),
    ...(client.codeDescription &&
      docsUri !== undefined && { codeDescription: { href: `${docsUri}#${code}` } }),
    ...(client.relatedInformation && places.length > 0 && { relatedInformation: places }),
  };
}
