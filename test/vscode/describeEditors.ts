import * as vscode from 'vscode';
import { codeOf } from './editor';

const MAX_LINES = 40;

/** Describes the open documents with their findings, and the contents of visible or unsaved ones. */
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
