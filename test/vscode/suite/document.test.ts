import * as vscode from 'vscode';
import { actions, apply, check, diagnostics, openSample, openText, positionOf, same } from '../editor';

const { Refactor, Source } = vscode.CodeActionKind;
const SOUND = '10-ovmf-secure-boot-keys.json';

/** Returns the result of an editor command for a document, once the server knows it. */
async function ask<R>(command: string, document: vscode.TextDocument, ...rest: unknown[]): Promise<R> {
  return vscode.commands.executeCommand<R>(command, document.uri, ...rest);
}

/** A sample without findings. */
const openSound = (): Promise<vscode.TextDocument> => openSample(SOUND);

const wholeOf = (document: vscode.TextDocument): vscode.Range =>
  new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));

describe('the editor shows, for a descriptor,', () => {
  it('its outline', async () => {
    const document = await openSound();
    const [root] = await ask<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document);
    check(root, 'no outline');
    same(root.detail, 'split · raw · x86_64 pc-q35-*');
    const names = root.children.map(({ name }) => name);
    same(names, ['description', 'interface-types', 'mapping', 'targets', 'features', 'tags']);
  });

  it('its folding ranges', async () => {
    const document = await openSound();
    const ranges = await ask<vscode.FoldingRange[]>('vscode.executeFoldingRangeProvider', document);
    const { line } = positionOf(document, '"executable"');
    same(ranges.find(({ start }) => start === line)?.end, line + 2);
  });

  it('the steps of a growing selection', async () => {
    const document = await openSound();
    const position = positionOf(document, 'split');
    const [innermost] = await ask<vscode.SelectionRange[]>('vscode.executeSelectionRangeProvider', document, [
      position,
    ]);
    const texts: string[] = [];
    for (let range = innermost; range; range = range.parent) texts.push(document.getText(range.range));
    check(texts.includes('"mode": "split"'), texts.join(' | '));
  });

  it('its tokens', async () => {
    const document = await openSound();
    const legend = await ask<vscode.SemanticTokensLegend>(
      'vscode.provideDocumentSemanticTokensLegend',
      document,
    );
    const { data } = await ask<vscode.SemanticTokens>('vscode.provideDocumentSemanticTokens', document);
    const types = new Set<string | undefined>();
    for (let at = 3; at < data.length; at += 5) types.add(legend.tokenTypes[data[at] ?? -1]);
    same([...types].sort(), ['enumMember', 'operator', 'property', 'type']);
  });

  it('the occurrences of an image', async () => {
    const file = '{ "filename": "/a.fd", "format": "raw" }';
    const text = `{ "mapping": { "device": "flash", "executable": ${file}, "nvram-template": ${file} } }`;
    const { document, position } = await openText(text.replace('/a', '/│a'));
    await diagnostics(document, 'findings', (codes) => codes.length > 0);
    const found = await ask<vscode.DocumentHighlight[]>(
      'vscode.executeDocumentHighlights',
      document,
      position,
    );
    same(
      found.map(({ range }) => document.getText(range)),
      ['"/a.fd"', '"/a.fd"'],
    );
  });

  it('its implied values', async () => {
    const { document } = await openText('{ "mapping": { "device": "flash"│ } }');
    await diagnostics(document, 'findings', (codes) => codes.length > 0);
    const hints = await ask<vscode.InlayHint[]>(
      'vscode.executeInlayHintProvider',
      document,
      wholeOf(document),
    );
    same(
      hints.map(({ label }) => label),
      ['mode: split'],
    );
  });
});

describe('the editor rewrites a descriptor', () => {
  it('in the standard format', async () => {
    const { document } = await openText('{"tags":│[], "features":["acpi-s3"]}\n');
    await diagnostics(document, 'findings', (codes) => codes.length > 0);
    const options = { tabSize: 4, insertSpaces: true };
    const edits = await ask<vscode.TextEdit[]>('vscode.executeFormatDocumentProvider', document, options);
    const edit = new vscode.WorkspaceEdit();
    edit.set(document.uri, edits);
    check(await vscode.workspace.applyEdit(edit), 'the edits are not applied');
    same(document.getText(), '{\n    "tags": [],\n    "features": [\n        "acpi-s3"\n    ]\n}\n');
  });

  it('for another mode', async () => {
    const document = await openSound();
    const start = positionOf(document, 'split');
    const found = await actions(document, new vscode.Range(start, start), Refactor);
    await apply(found.find(({ title }) => title.startsWith('Convert to stateless flash')));
    check(!/nvram-template|enrolled-keys/.test(document.getText()), document.getText());
    await vscode.commands.executeCommand('undo');
    await diagnostics(document, 'no findings', (codes) => codes.length === 0);
  });

  it('in the order of the schema', async () => {
    const { document } = await openText('{ "tags": []│, "features": [] }');
    await diagnostics(document, 'findings', (codes) => codes.length > 0);
    const [organize] = await actions(document, wholeOf(document), Source.append('organize'));
    await apply(organize);
    same(document.getText(), '{ "features": [], "tags": [] }');
  });
});
