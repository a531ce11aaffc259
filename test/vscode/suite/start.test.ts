import * as vscode from 'vscode';

describe('VS Code', () => {
  it('opens a document of the workspace', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'json', content: '{}' });
    if (document.languageId !== 'json') throw new Error(`the language is ${document.languageId}`);
  });
});
