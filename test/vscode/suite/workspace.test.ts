import * as vscode from 'vscode';
import {
  check,
  codeOf,
  diagnostic,
  eventually,
  openSample,
  positionOf,
  same,
  workspaceFolder,
  writeFile,
} from '../editor';

const { executeCommand } = vscode.commands;

const IMAGE = '/usr/share/OVMF/OVMF_CODE_4M.fd';

/** The samples that name the image, both open. */
async function openBoth(): Promise<readonly [vscode.TextDocument, vscode.TextDocument]> {
  const other = await openSample('60-mistake-template-missing.json');
  await diagnostic(other, 'template-missing');
  return [await openSample('12-ovmf.json'), other];
}

describe('across descriptors', () => {
  it('the references of an image are the places that name it', async () => {
    const [document, other] = await openBoth();
    const found = await executeCommand<vscode.Location[]>(
      'vscode.executeReferenceProvider',
      document.uri,
      positionOf(document, IMAGE),
    );
    const uris = found.map(({ uri }) => uri.toString());
    for (const { uri } of [document, other]) check(uris.includes(uri.toString()), `not in ${uri.path}`);
    same(document.getText(found.find(({ uri }) => uri.path === document.uri.path)?.range), IMAGE);
  });

  it('a rename of an image changes all of them', async () => {
    const [document, other] = await openBoth();
    const edit = await executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      positionOf(document, IMAGE),
      '/new.fd',
    );
    for (const { uri } of [document, other]) same(edit.get(uri)[0]?.newText, '/new.fd');
  });

  it('a workspace symbol is a descriptor or an image', async () => {
    const [document] = await openBoth();
    const symbols = async (query: string): Promise<string[]> => {
      const found = await executeCommand<vscode.SymbolInformation[]>(
        'vscode.executeWorkspaceSymbolProvider',
        query,
      );
      return found.map(({ location }) => location.uri.toString());
    };
    check((await symbols('12-ovmf')).includes(document.uri.toString()), 'no descriptor');
    check((await symbols('OVMF_CODE_4M.fd')).includes(document.uri.toString()), 'no image');
  });

  it('a lens counts the other descriptors of the image, if the setting is on', async () => {
    const [document] = await openBoth();
    const settings = vscode.workspace.getConfiguration('qemuFirmware');
    const lenses = (): Thenable<vscode.CodeLens[]> =>
      executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
    same((await lenses()).length, 0);
    await settings.update('codeLens', true, vscode.ConfigurationTarget.Workspace);
    // No event tells when the setting has reached the server, so it is asked until it has.
    let [lens] = await lenses();
    for (const end = Date.now() + 20_000; !lens && Date.now() < end;) [lens] = await lenses();
    check(lens?.command, 'no lens');
    check(/other descriptors? uses? this image$/.test(lens.command.title), lens.command.title);
    await executeCommand(lens.command.command, ...((lens.command.arguments ?? []) as unknown[]));
  });

  it('the path of an image links to the file, which is its definition', async () => {
    const image = await writeFile('code.fd', new Uint8Array(16));
    const mapping = { device: 'memory', filename: image.fsPath };
    const content = JSON.stringify({ 'interface-types': ['uefi'], mapping });
    const document = await vscode.workspace.openTextDocument({ language: 'qemu-firmware', content });
    await vscode.window.showTextDocument(document);
    const links = await executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri);
    const link = links.find(({ target }) => target?.path === image.path);
    same(document.getText(link?.range), JSON.stringify(image.fsPath).slice(1, -1));
    const [found] = await executeCommand<(vscode.Location | vscode.LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      link?.range.start,
    );
    check(found, 'no definition');
    same(('uri' in found ? found.uri : found.targetUri).path, image.path);
  });

  it('mistakes are reported in files that are not open', async () => {
    await openBoth();
    const uri = vscode.Uri.joinPath(workspaceFolder(), 'qemu/firmware/71-mistake-both-verbose.json');
    check(
      vscode.workspace.textDocuments.every((document) => document.uri.path !== uri.path),
      'it is open',
    );
    const found = await eventually('diagnostics', vscode.languages.onDidChangeDiagnostics, () => {
      const all = vscode.languages.getDiagnostics(uri);
      return all.length > 0 ? all : undefined;
    });
    check(found.map(codeOf).includes('verbose-conflict'), 'another mistake');
  });
});
