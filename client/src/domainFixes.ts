import { TabInputText, ViewColumn, window, workspace } from 'vscode';
import type { TextDocument } from 'vscode';
import type { Remedy } from './remedies';
import type { Server } from './server';

/** Lists the quick fixes of a domain that change its text. */
export async function listRemedies(server: Server, domain: TextDocument): Promise<readonly Remedy[]> {
  const fixes = await server.listQuickFixes(domain);
  return fixes.map(({ title, diagnostics = [], ...others }) => ({
    // vscode-languageclient keeps the server's data in its own subclass.
    id: 'data' in others ? others.data : undefined,
    title,
    findings: diagnostics.map(({ message }) => message),
  }));
}

/** Applies a quick fix of the current text, and shows the domain. Does nothing if the fix no longer exists. */
export async function applyQuickFix(
  server: Server,
  domain: TextDocument,
  title: string,
  page: ViewColumn | undefined,
): Promise<void> {
  const fixes = await server.listQuickFixes(domain);
  const edit = fixes.find((fix) => fix.title === title)?.edit;
  if (edit) await workspace.applyEdit(edit);
  await window.showTextDocument(domain, { viewColumn: findColumn(domain, page) });
}

/** Returns the column that shows a document already, or one that does not cover the page. */
function findColumn({ uri }: TextDocument, page: ViewColumn | undefined): ViewColumn {
  const shows = ({ input }: { readonly input: unknown }): boolean =>
    input instanceof TabInputText && input.uri.toString() === uri.toString();
  const group = window.tabGroups.all.find(({ tabs }) => tabs.some(shows));
  return group?.viewColumn ?? (page === ViewColumn.One ? ViewColumn.Beside : ViewColumn.One);
}
