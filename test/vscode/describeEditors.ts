import * as vscode from 'vscode';
import { codeOf } from './editor';

const MAX_LINES = 40;

/** Says which documents are open, with their findings, and what those in sight or unsaved contain. */
export function describeEditors(): string {
  const inSight = vscode.window.visibleTextEditors.map(({ document }) => document);
  const active = vscode.window.activeTextEditor?.document;
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs).map(({ label }) => label);
  return [
    `Tabs: ${tabs.join(' | ')}`,
    ...vscode.workspace.textDocuments.map((document) => {
      const text = document.isDirty || inSight.includes(document) ? `\n${textOf(document)}` : '';
      return `${document === active ? 'Active: ' : ''}${headOf(document)}${text}`;
    }),
  ].join('\n');
}

function headOf({ uri, languageId, version, isDirty }: vscode.TextDocument): string {
  const findings = vscode.languages.getDiagnostics(uri).map(codeOf).join(', ');
  const state = `${languageId}, version ${version}${isDirty ? ', unsaved' : ''}`;
  return `${uri.toString(true)} (${state})${findings === '' ? '' : `: ${findings}`}`;
}

function textOf(document: vscode.TextDocument): string {
  return document
    .getText()
    .split('\n')
    .slice(0, MAX_LINES)
    .map((line) => `  ${line}`)
    .join('\n');
}
