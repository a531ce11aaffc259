import * as vscode from 'vscode';
import { check, eventually, open, openSample, same, writeFile } from '../editor';

const descriptor = '{ "interface-types": ["uefi"], "mapping": { "device": "memory", "filename": "/x.fd" } }';

const show = async (name: string, content: string): Promise<vscode.TextDocument> =>
  open(await writeFile(name, content));

describe('the language of a document', () => {
  it('is that of descriptors in a descriptor folder', async () => {
    const { languageId } = await openSample('12-ovmf.json');
    same(languageId, 'qemu-firmware');
  });

  it('becomes that of descriptors only because of the content', async () => {
    const other = await show('other.json', '{ "interface-types": ["uefi"] }');
    const document = await show('ovmf.json', descriptor);
    await eventually('the change of language', vscode.workspace.onDidOpenTextDocument, () =>
      document.languageId === 'qemu-firmware' ? document : undefined,
    );
    same(other.languageId, 'json');
  });

  it('is changed by commands', async () => {
    await show('chosen.json', '{}');
    await vscode.commands.executeCommand('qemuFirmware.treatAsDescriptor');
    const active = vscode.window.activeTextEditor?.document;
    check(active, 'no editor is active');
    same(active.languageId, 'qemu-firmware');
    await vscode.commands.executeCommand('qemuFirmware.treatAsJson');
    same(active.languageId, 'json');
  });

  it('becomes that of descriptors when one is pasted', async () => {
    for (const language of ['json', 'plaintext']) {
      const document = await vscode.workspace.openTextDocument({ language, content: '' });
      await paste(document, descriptor);
      await eventually('the change of language', vscode.workspace.onDidOpenTextDocument, () =>
        document.languageId === 'qemu-firmware' ? true : undefined,
      );
    }
  });

  it('stays the same if another text is pasted, or if the user has chosen it', async () => {
    const other = await vscode.workspace.openTextDocument({ language: 'json', content: '' });
    const chosen = await vscode.workspace.openTextDocument({ language: 'plaintext', content: '' });
    await vscode.languages.setTextDocumentLanguage(chosen, 'json');
    const code = await vscode.workspace.openTextDocument({ language: 'javascript', content: '' });
    await paste(other, '{ "interface-types": ["uefi"], "nothing": { "mapping": {} } }');
    await paste(chosen, descriptor);
    await paste(code, descriptor);
    // Documents are checked in the order of their changes, and this one comes last.
    const last = await vscode.workspace.openTextDocument({ language: 'json', content: '' });
    await paste(last, descriptor);
    await eventually('the change of language', vscode.workspace.onDidOpenTextDocument, () =>
      last.languageId === 'qemu-firmware' ? true : undefined,
    );
    same(
      [other, chosen, code].map(({ languageId }) => languageId),
      ['json', 'json', 'javascript'],
    );
  });
});

async function paste(document: vscode.TextDocument, text: string): Promise<void> {
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  check(
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), text);
    }),
    'nothing is pasted',
  );
}
