import * as vscode from 'vscode';
import { check, eventually, open, openSample, same, writeFile } from '../editor';

const descriptor = '{ "interface-types": ["uefi"], "mapping": { "device": "memory", "filename": "/x.fd" } }';

const show = async (name: string, content: string): Promise<vscode.TextDocument> =>
  open(await writeFile(name, content));

describe('the language of a document', () => {
  it('is by its folder that of descriptors', async () => {
    const { languageId } = await openSample('12-ovmf.json');
    same(languageId, 'qemu-firmware');
  });

  it('becomes that of descriptors by its content, and only by that', async () => {
    const other = await show('other.json', '{ "interface-types": ["uefi"] }');
    const document = await show('ovmf.json', descriptor);
    await eventually('the change of language', vscode.workspace.onDidOpenTextDocument, () =>
      document.languageId === 'qemu-firmware' ? document : undefined,
    );
    same(other.languageId, 'json');
  });

  it('is changed by command', async () => {
    await show('chosen.json', '{}');
    await vscode.commands.executeCommand('qemuFirmware.treatAsDescriptor');
    const active = vscode.window.activeTextEditor?.document;
    check(active, 'no editor is active');
    same(active.languageId, 'qemu-firmware');
    await vscode.commands.executeCommand('qemuFirmware.treatAsJson');
    same(active.languageId, 'json');
  });
});
