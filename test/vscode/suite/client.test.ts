import * as vscode from 'vscode';
import { check, diagnostic, diagnostics, eventually, open, openSample, same, writeFile } from '../editor';

const descriptor = '{ "interface-types": ["uefi"], "mapping": { "device": "memory", "filename": "/x.fd" } }';

const show = async (name: string, content: string): Promise<vscode.TextDocument> =>
  open(await writeFile(name, content));

function becomes(document: vscode.TextDocument, language: string): Promise<vscode.TextDocument> {
  return eventually(`${document.uri.path} as ${language}`, vscode.workspace.onDidOpenTextDocument, () =>
    document.languageId === language ? document : undefined,
  );
}

let settled = 0;

/** Once a new document has become a descriptor, all earlier documents have been checked. */
async function allLookedAt(): Promise<void> {
  settled += 1;
  await becomes(await show(`settled-${settled}.json`, descriptor), 'qemu-firmware');
}

async function close(document: vscode.TextDocument): Promise<void> {
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  await eventually(`the end of ${document.uri.path}`, vscode.workspace.onDidCloseTextDocument, () =>
    document.isClosed ? true : undefined,
  );
}

describe('the choice of a language', () => {
  it('against a descriptor is kept when the file is opened again', async () => {
    const document = await becomes(await show('undone.json', descriptor), 'qemu-firmware');
    await vscode.commands.executeCommand('qemuFirmware.treatAsJson');
    same(document.languageId, 'json');
    await close(document);
    const again = await open(document.uri);
    check(again !== document, 'the document was not closed');
    await allLookedAt();
    same(again.languageId, 'json');
  });

  it('for a descriptor is kept when the file is opened again', async () => {
    const document = await show('chosen-for-good.json', '{}');
    await vscode.commands.executeCommand('qemuFirmware.treatAsDescriptor');
    same(document.languageId, 'qemu-firmware');
    await close(document);
    await becomes(await open(document.uri), 'qemu-firmware');
  });

  it('with the language picker is respected', async () => {
    const document = await becomes(await show('picked.json', descriptor), 'qemu-firmware');
    await vscode.languages.setTextDocumentLanguage(document, 'json');
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), ' ');
    });
    check(await document.save(), 'not saved');
    await allLookedAt();
    same(document.languageId, 'json');
  });
});

describe('a JSON document', () => {
  it('becomes a descriptor when it is saved as one', async () => {
    const document = await show('grown.json', '{ "interface-types": ["uefi"] }');
    await allLookedAt();
    same(document.languageId, 'json');
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => {
      edit.insert(document.positionAt(document.getText().indexOf(' }')), ', "mapping": {}');
    });
    same(document.languageId, 'json');
    check(await document.save(), 'not saved');
    await becomes(document, 'qemu-firmware');
  });

  it('keeps its language if detection is off', async () => {
    const settings = vscode.workspace.getConfiguration('qemuFirmware');
    await settings.update('detectByContent', false, vscode.ConfigurationTarget.Workspace);
    const document = await show('undetected.json', descriptor);
    await settings.update('detectByContent', undefined, vscode.ConfigurationTarget.Workspace);
    await allLookedAt();
    same(document.languageId, 'json');
  });

  it('with a QAPI schema becomes a QAPI schema', async () => {
    await becomes(await show('tea.json', "# Tea\n{ 'enum': 'TeaKind', 'data': [] }\n"), 'qapi');
  });
});

describe('the server', () => {
  it('opens the schema in use', async () => {
    await openSample('12-ovmf.json');
    await vscode.commands.executeCommand('qemuFirmware.openSchema');
    const schema = vscode.window.activeTextEditor?.document;
    same(schema?.languageId, 'qapi');
    check(schema?.uri.path.endsWith('/dist/schema/firmware.qapi'), `not the schema: ${String(schema?.uri)}`);
  });

  it('works after a restart', async () => {
    const document = await openSample('62-mistake-unknown-mode.json');
    await diagnostics(document, 'findings', (codes) => codes.length > 0);
    await vscode.commands.executeCommand('qemuFirmware.restartServer');
    await diagnostics(document, 'findings after the restart', (codes) => codes.length > 0);
  });

  it('follows the settings', async () => {
    const document = await openSample('24-ovmf-uefi-vars.json');
    const settings = vscode.workspace.getConfiguration('qemuFirmware', document);
    await settings.update('qemuVersion', '7.2', vscode.ConfigurationTarget.Workspace);
    await diagnostic(document, 'needs-newer-qemu');
    await settings.update('qemuVersion', undefined, vscode.ConfigurationTarget.Workspace);
    await diagnostics(document, 'no such finding', (codes) => !codes.includes('needs-newer-qemu'));
  });

  it('links a finding to the page of its rule', async () => {
    const document = await openSample('60-mistake-template-missing.json');
    const { code } = await diagnostic(document, 'template-missing');
    check(typeof code === 'object', 'the code is not a link');
    check(code.target.scheme !== 'command', 'the hover of a finding runs no commands');
    const page = await vscode.workspace.openTextDocument(code.target);
    same(page.lineAt(0).text, '# template-missing');
    check(page.getText().includes('nvram-template'), page.getText());
    check(!page.getText().includes('template-unexpected'), 'another rule is on the page');
    await vscode.commands.executeCommand('vscode.open', code.target);
    const label = 'template-missing.md';
    await eventually('the page', vscode.window.tabGroups.onDidChangeTabs, () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        // A page that is rendered, not the source of one.
        .find((tab) => tab.label.includes(label) && tab.input instanceof vscode.TabInputCustom),
    );
  });
});
