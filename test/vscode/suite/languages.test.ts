import * as vscode from 'vscode';
import { check, eventually, openSample, same, workspaceFolder } from '../editor';

const descriptor = '{ "interface-types": ["uefi"], "mapping": { "device": "memory", "filename": "/x.fd" } }';

/** Opens a new file of the workspace that lies in no firmware folder. */
async function openElsewhere(name: string, content: string): Promise<vscode.TextDocument> {
  const uri = vscode.Uri.joinPath(workspaceFolder(), 'elsewhere', name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(content));
  return vscode.workspace.openTextDocument(uri);
}

describe('the language of a document', () => {
  it('is by its folder that of descriptors', async () => {
    const { languageId } = await openSample('12-ovmf.json');
    same(languageId, 'qemu-firmware');
  });

  it('becomes that of descriptors by its content, and only by that', async () => {
    const other = await openElsewhere('other.json', '{ "interface-types": ["uefi"] }');
    const document = await openElsewhere('ovmf.json', descriptor);
    await eventually('the change of language', vscode.workspace.onDidOpenTextDocument, () =>
      document.languageId === 'qemu-firmware' ? document : undefined,
    );
    same(other.languageId, 'json');
  });

  it('is changed by command', async () => {
    await vscode.window.showTextDocument(await openElsewhere('chosen.json', '{}'));
    await vscode.commands.executeCommand('qemuFirmware.treatAsDescriptor');
    const active = vscode.window.activeTextEditor?.document;
    check(active, 'no editor is active');
    same(active.languageId, 'qemu-firmware');
    await vscode.commands.executeCommand('qemuFirmware.treatAsJson');
    same(active.languageId, 'json');
  });
});
