import * as vscode from 'vscode';
import {
  actions,
  apply,
  check,
  diagnostic,
  diagnostics,
  openSample,
  openText,
  positionOf,
  same,
  writeFile,
} from '../editor';

const { QuickFix, SourceFixAll } = vscode.CodeActionKind;

const flash = '{ "interface-types": ["uefi"], "mapping": { "device": "flash", "mode": "│';

const wholeOf = (document: vscode.TextDocument): vscode.Range =>
  new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));

/** Returns the texts of a hover in order. */
function textOf(hovers: vscode.Hover[]): string {
  const contents = hovers.flatMap((hover) => hover.contents);
  return contents
    .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))
    .join('\n');
}

describe('a mistake in a descriptor', () => {
  it('is reported on its token', async () => {
    const document = await openSample('60-mistake-template-missing.json');
    const { range, severity } = await diagnostic(document, 'template-missing');
    same(document.getText(range), '"split"');
    same(severity, vscode.DiagnosticSeverity.Error);
  });

  it('is reported during typing, and disappears when it is undone', async () => {
    const document = await openSample('10-ovmf-secure-boot-keys.json');
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => {
      edit.insert(positionOf(document, 'split'), 'x');
    });
    await diagnostic(document, 'unknown-value');
    await vscode.commands.executeCommand('undo');
    await diagnostics(document, 'no findings', (codes) => codes.length === 0);
  });

  it('is removed by its quick fix', async () => {
    const document = await openSample('63-mistake-misspelt-feature.json');
    const { range } = await diagnostic(document, 'unknown-value');
    const fixes = await actions(document, range, QuickFix);
    await apply(fixes.find(({ title }) => title.includes('secure-boot')));
    await diagnostics(document, 'no findings', (codes) => codes.length === 0);
    check(document.getText().includes('"secure-boot"'), 'the feature is missing');
  });

  it('is removed with others by "fix all"', async () => {
    const document = await openSample('67-mistake-trailing-comma.json');
    await diagnostic(document, 'json-stray-comma');
    const [fixAll] = await actions(document, wholeOf(document), SourceFixAll);
    await apply(fixAll);
    await diagnostics(document, 'no findings', (codes) => codes.length === 0);
    JSON.parse(document.getText());
  });
});

describe('in a descriptor', () => {
  it('a completion offers what the schema allows', async () => {
    const { document, position } = await openText(flash);
    await diagnostics(document, 'findings', (codes) => codes.length > 0);
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      position,
    );
    const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label)).sort();
    same(labels, ['combined', 'split', 'stateless']);
  });

  it('a hover documents a member', async () => {
    const document = await openSample('60-mistake-template-missing.json');
    await diagnostic(document, 'template-missing');
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      positionOf(document, 'executable'),
    );
    check(textOf(hovers).includes('FirmwareFlashFile'), `the hover is: ${textOf(hovers)}`);
  });

  it('a hover describes an image', async () => {
    const bios = new Uint8Array(0x10000);
    bios.set([0xea, ...new TextEncoder().encode('\0\0\0\x0006/23/99')], bios.length - 16);
    const image = await writeFile('bios.bin', bios);
    const text = `{ "mapping": { "device": "memory", "filename": "│${image.fsPath}" } }`;
    const { document, position } = await openText(text);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      position,
    );
    check(textOf(hovers).includes('PC BIOS, dated 06/23/99'), `the hover is: ${textOf(hovers)}`);
  });

  it('the definition of a member is in the schema', async () => {
    const document = await openSample('60-mistake-template-missing.json');
    await diagnostic(document, 'template-missing');
    const [found] = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      positionOf(document, 'executable'),
    );
    check(found, 'no definition');
    const [uri, range] = 'uri' in found ? [found.uri, found.range] : [found.targetUri, found.targetRange];
    const schema = await vscode.workspace.openTextDocument(uri);
    same(schema.languageId, 'qapi');
    check(
      schema.lineAt(range.start.line).text.includes('executable'),
      `line ${range.start.line} of ${uri.path}`,
    );
  });
});
