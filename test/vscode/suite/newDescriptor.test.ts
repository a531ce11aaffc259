import * as vscode from 'vscode';
import { variableVolume } from '../../unit/support/firmwareBytes';
import { check, codeOf, diagnostics, eventually, same, workspaceFolder, writeFile } from '../editor';
import { codeBytes } from '../images';

const NEW = 'qemuFirmware.newDescriptor';

function active(): vscode.TextDocument {
  const document = vscode.window.activeTextEditor?.document;
  check(document, 'no editor is open');
  return document;
}

describe('a new descriptor from an image', () => {
  it('is shown as an unsaved document with a conventional name and without findings', async () => {
    const code = await writeFile('CODE.fd', codeBytes());
    const template = await writeFile('VARS.fd', variableVolume([]));
    const folder = vscode.Uri.joinPath(workspaceFolder(), 'new');
    const wish = { template, folder, answers: { features: [] } };
    await vscode.commands.executeCommand(NEW, code, wish);
    const document = active();
    same([document.isUntitled, document.languageId], [true, 'qemu-firmware']);
    same(document.uri.path, `${folder.path}/60-edk2-x86_64.json`);
    const text = document.getText();
    const { mapping } = JSON.parse(text) as { mapping: Record<string, { filename: string }> };
    same([mapping.executable?.filename, mapping['nvram-template']?.filename], [code.path, template.path]);

    await vscode.commands.executeCommand(NEW, code, wish);
    same(active().uri.path, `${folder.path}/60-edk2-x86_64-2.json`);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');

    await vscode.window.showTextDocument(document);
    check(await document.save(), 'it is not saved');
    const saved = await vscode.workspace.openTextDocument(
      workspaceFolder().with({ path: document.uri.path }),
    );
    same(saved.getText(), text);
    await eventually('a descriptor', vscode.workspace.onDidOpenTextDocument, () =>
      saved.languageId === 'qemu-firmware' ? true : undefined,
    );
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });

  it('requires answers on its mode, template and folder', async () => {
    const code = await writeFile('OVMF_CODE.fd', codeBytes());
    const template = await writeFile('OVMF_VARS.fd', variableVolume([]));
    const choice = { isMade: false };
    const creation = Promise.resolve(vscode.commands.executeCommand(NEW, code)).finally(() => {
      choice.isMade = true;
    });
    // No event tells when a list is shown; accepting its first entry has no effect before.
    while (!choice.isMade)
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await creation;
    same(active().uri.path, `${workspaceFolder().path}/60-edk2-x86_64.json`);
    check(active().getText().includes(`"filename": "${template.path}"`), active().getText());
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('is a descriptor to the server, which reports its mistakes from then on', async () => {
    const image = await writeFile('bios.bin', biosBytes());
    const answers = { features: ['verbose-dynamic', 'verbose-static'] };
    await vscode.commands.executeCommand(NEW, image, { folder: workspaceFolder(), answers });
    const found = await diagnostics(active(), 'a finding', (codes) => codes.length > 0);
    same([...new Set(found.map(codeOf))], ['verbose-conflict']);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('is not created from an image without code', async () => {
    const image = await writeFile('VARS.fd', variableVolume([]));
    same((await vscode.commands.executeCommand(NEW, image, { folder: workspaceFolder() })) ?? null, null);
    same(vscode.window.activeTextEditor?.document.uri, undefined);
  });
});

/** A PC ROM: a far jump and a date in its last bytes. */
function biosBytes(): Uint8Array {
  const end = [
    0xea,
    0x5b,
    0xe0,
    0,
    0xf0,
    ...Array.from('06/23/99', (letter) => letter.charCodeAt(0)),
    0,
    0xfc,
    0,
  ];
  const bytes = new Uint8Array(0x10000).fill(1);
  bytes.set(end, bytes.length - end.length);
  return bytes;
}
