import * as vscode from 'vscode';
import { check, same, workspaceFolder } from '../editor';

const { executeCommand } = vscode.commands;

function active(): vscode.TextEditor {
  const editor = vscode.window.activeTextEditor;
  check(editor, 'no editor is open');
  return editor;
}

describe('a new file', () => {
  it('is an empty descriptor with a name that programs accept', async () => {
    const folder = workspaceFolder();
    await executeCommand('qemuFirmware.newEmptyDescriptor', { folder });
    const { document } = active();
    same([document.isUntitled, document.languageId, document.getText()], [true, 'qemu-firmware', '']);
    same(document.uri.path, `${folder.path}/60-firmware.json`);
    await executeCommand('qemuFirmware.newEmptyDescriptor', { folder });
    same(active().document.uri.path, `${folder.path}/60-firmware-2.json`);
  });

  it('is a descriptor from a template, with its first part selected', async () => {
    const folder = workspaceFolder();
    const templates = await chosenTemplate(folder);
    const { document, selection } = active();
    same([document.isUntitled, document.languageId], [true, 'qemu-firmware']);
    check(templates !== undefined, 'no template was chosen');
    const { mapping } = JSON.parse(document.getText()) as { mapping: object };
    check('device' in mapping, document.getText());
    check(!selection.isEmpty, 'nothing is selected');
  });
});

/** Accepts the first template of the list. */
async function chosenTemplate(folder: vscode.Uri): Promise<vscode.Uri | undefined> {
  const choice = { isMade: false };
  const creation = Promise.resolve(
    executeCommand<vscode.Uri | undefined>('qemuFirmware.newFromTemplate', { folder }),
  ).finally(() => {
    choice.isMade = true;
  });
  // No event tells when the list is shown; accepting its first entry has no effect before.
  while (!choice.isMade) await executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  return creation;
}
