/** Converts the results of features to LSP, as far as the client supports it. */
import type { Range, TextEdit as LspTextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { LineIndex, TextRange } from '../../text/lineIndex';
import type { TextEdit } from '../../text/textEdit';
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
