import * as vscode from 'vscode';
import {
  actions,
  apply,
  check,
  diagnostic,
  diagnostics,
  eventually,
  open,
  positionOf,
  same,
  workspaceFolder,
  writeFile,
} from '../editor';
import { readWishes } from '../exchange';
import { TEA_SCHEMAS, writeTeaTree } from '../teaTree';

const { executeCommand } = vscode.commands;

/** A schema with a mistake: schemas are checked in the order in which they are opened. */
const WRONG = "{ 'enum': 'tea', 'data': [ 'green' ] }\n";

const MAX_MS = 600_000;

/** In a browser the server does not check schemas. */
const checksSchemas = (): boolean => workspaceFolder().scheme === 'file';

describe('the language of a QAPI schema', () => {
  it('is chosen by its path, even if it is empty', async () => {
    for (const name of ['qapi/empty.json', 'docs/interop/firmware.json', 'qga/qapi-schema.json', 'a.qapi'])
      same((await open(await writeFile(name, ''))).languageId, 'qapi');
  });

  it('is chosen by its content in any other folder', async () => {
    const schema = await open(await writeFile('spec/tea.json', WRONG));
    await becomes(schema, 'qapi');
    const heading = await open(
      await writeFile('spec/intro.json', '# -*- Mode: Python -*-\n\n##\n# Tea\n##\n'),
    );
    await becomes(heading, 'qapi');
  });

  it('is JSON for ordinary JSON, regardless of its folder', async () => {
    const other = await open(await writeFile('spec/tea.json', '{ "enum": "Tea" }'));
    const tray = await open(await writeFile('qapi/tray.json', '{ "cups": [ 1 ] }'));
    await becomes(tray, 'json');
    same(other.languageId, 'json');
  });

  it('is the one that the user chooses', async () => {
    const schema = await open(await writeFile('qapi/tea.json', WRONG));
    await executeCommand('qemuFirmware.treatAsJson');
    same(schema.languageId, 'json');
  });
});

describe('in a tree of QAPI schemas', () => {
  beforeEach(function () {
    if (!checksSchemas()) this.skip();
  });

  it('no file has an error', async () => {
    const files = await writeTeaTree();
    await showWithoutErrors(TEA_SCHEMAS.map((name) => files[name]));
  });

  it('a hover shows the documentation of a type', async () => {
    const kettle = await open((await writeTeaTree())['qapi/kettle.json']);
    const hovers = await executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      kettle.uri,
      positionOf(kettle, "Cup', '*milk"),
    );
    const text = hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))
      .join('\n');
    for (const part of ['A cup on the tray', 'how big it is']) check(text.includes(part), text);
  });

  it('a definition is in the included file', async () => {
    const files = await writeTeaTree();
    const kettle = await open(files['qapi/kettle.json']);
    const [found] = await executeCommand<(vscode.Location | vscode.LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      kettle.uri,
      positionOf(kettle, "Cup', '*milk"),
    );
    check(found && 'targetUri' in found, 'no definition');
    same(found.targetUri.path, files['qapi/cups.json'].path);
    const cups = await vscode.workspace.openTextDocument(found.targetUri);
    check(found.targetSelectionRange, 'the name is not marked');
    same(cups.getText(found.targetSelectionRange), 'Cup');
    check(cups.lineAt(found.targetSelectionRange.start.line).text.includes("'struct'"), 'another place');
  });

  it('references are found in code and in documentation', async () => {
    const cups = await open((await writeTeaTree())['qapi/cups.json']);
    const found = await executeCommand<vscode.Location[]>(
      'vscode.executeReferenceProvider',
      cups.uri,
      positionOf(cups, "Cup',"),
    );
    const texts = await Promise.all(
      found.map(async ({ uri, range }) => (await vscode.workspace.openTextDocument(uri)).getText(range)),
    );
    // In kettle.json: three types, and two names in documentation.
    const others = found.filter(({ uri }) => uri.path.endsWith('kettle.json'));
    same(others.length, 5);
    check(
      texts.every((text) => text === 'Cup'),
      texts.join(),
    );
  });

  it('a type and a member are renamed in all files, with the documentation', async () => {
    const files = await writeTeaTree();
    const cups = await open(files['qapi/cups.json']);
    await rename(cups, "Cup',", 'Mug');
    await rename(cups, "size':", 'volume');
    const kettle = await vscode.workspace.openTextDocument(files['qapi/kettle.json']);
    for (const document of [cups, kettle]) check(!/\bCup\b/.test(document.getText()), document.getText());
    for (const part of ['# @Mug:', "'struct': 'Mug'", '# @volume: how big', "'volume': 'Size'"])
      check(cups.getText().includes(part), `${part}: ${cups.getText()}`);
    for (const part of ["'cup': 'Mug'", "'returns': 'Mug'", "[ 'Mug' ]", 'Fills a `Mug`'])
      check(kettle.getText().includes(part), `${part}: ${kettle.getText()}`);
    await showWithoutErrors([cups.uri, kettle.uri]);
  });

  it('a completion offers types, and members in documentation', async () => {
    const kettle = await open((await writeTeaTree())['qapi/kettle.json']);
    const types = await complete(kettle, "bool' }");
    for (const type of ['Cup', 'Size', 'bool']) check(types.includes(type), types.join());
    const members = await complete(kettle, 'cup: the one');
    check(members.includes('milk') && !members.includes('Size'), members.join());
  });

  it('a quick fix corrects a misspelt type', async () => {
    const kettle = await open((await writeTeaTree())['qapi/kettle.json']);
    const start = positionOf(kettle, "Cup', '*milk");
    const edit = new vscode.WorkspaceEdit();
    edit.insert(kettle.uri, start.translate(0, 3), 'p');
    check(await vscode.workspace.applyEdit(edit), 'nothing is typed');
    const { range } = await diagnostic(kettle, 'type/unknown');
    same(kettle.getText(range).replaceAll("'", ''), 'Cupp');
    const fixes = await actions(kettle, range, vscode.CodeActionKind.QuickFix);
    await apply(fixes.find(({ title }) => title.includes('Cup')));
    await diagnostics(kettle, 'no findings', (codes) => codes.length === 0);
    check(kettle.getText().includes("'cup': 'Cup'"), kettle.getText());
  });

  it('a line break continues the documentation', async () => {
    const kettle = await open((await writeTeaTree())['qapi/kettle.json']);
    const editor = vscode.window.activeTextEditor;
    check(editor, 'no editor is active');
    const end = kettle.lineAt(positionOf(kettle, '@milk:')).range.end;
    editor.selection = new vscode.Selection(end, end);
    await executeCommand('type', { text: '\n' });
    await executeCommand('type', { text: 'or last' });
    check(kettle.getText().includes('comes first\n#     or last\n#\n'), kettle.getText());
  });

  it('QEMU’s own schemas have no errors (needs QEMU_FIRMWARE_QEMU_TREE)', async function () {
    const { qemuTree } = await readWishes();
    if (qemuTree === undefined) this.skip();
    this.timeout(MAX_MS);
    const tree = vscode.Uri.file(qemuTree);
    const folders = ['qapi', 'qga', 'storage-daemon/qapi', 'docs/interop'];
    const found = await Promise.all(folders.map((folder) => listSchemas(vscode.Uri.joinPath(tree, folder))));
    const schemas = found.flat();
    check(schemas.length > 40, `only ${schemas.length} schemas in ${qemuTree}`);
    console.log(`checking ${schemas.length} schemas`);
    await showWithoutErrors(schemas);
  });
});

async function becomes(document: vscode.TextDocument, language: string): Promise<void> {
  await eventually(`${document.uri.path} in ${language}`, vscode.workspace.onDidOpenTextDocument, () =>
    document.languageId === language ? true : undefined,
  );
}

/** Shows schemas, waits until all are checked, and throws if one has a finding. */
async function showWithoutErrors(schemas: readonly vscode.Uri[]): Promise<void> {
  for (const uri of schemas) same((await open(uri)).languageId, 'qapi');
  const last = await open(await writeFile('wrong.qapi', WRONG));
  const isChecked = (): true | undefined =>
    vscode.languages.getDiagnostics(last.uri).length > 0 ? true : undefined;
  await eventually('the last schema', vscode.languages.onDidChangeDiagnostics, isChecked, MAX_MS);
  const texts = schemas.flatMap((uri) =>
    vscode.languages.getDiagnostics(uri).map(({ message, range }) => {
      return `${uri.path}:${range.start.line + 1}: ${message}`;
    }),
  );
  check(texts.length === 0, texts.join('\n'));
}

async function rename(document: vscode.TextDocument, place: string, name: string): Promise<void> {
  const edit = await executeCommand<vscode.WorkspaceEdit>(
    'vscode.executeDocumentRenameProvider',
    document.uri,
    positionOf(document, place),
    name,
  );
  check(await vscode.workspace.applyEdit(edit), `${name} is not applied`);
}

/** Lists what is offered before a text. */
async function complete(document: vscode.TextDocument, text: string): Promise<string[]> {
  const { items } = await executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    positionOf(document, text),
  );
  return items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

/** Lists the JSON files of a folder that are schemas by their name or their place. */
async function listSchemas(folder: vscode.Uri): Promise<vscode.Uri[]> {
  const entries = await vscode.workspace.fs.readDirectory(folder);
  const names = entries.map(([name]) => name).filter((name) => name.endsWith('.json'));
  const isSchema = (name: string): boolean =>
    !folder.path.endsWith('interop') || ['firmware.json', 'vhost-user.json'].includes(name);
  return names.filter(isSchema).map((name) => vscode.Uri.joinPath(folder, name));
}
