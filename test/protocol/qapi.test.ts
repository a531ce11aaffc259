import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
  CompletionItem,
  DocumentDiagnosticReport,
  DocumentSymbol,
  Hover,
  Location,
  LocationLink,
  SymbolInformation,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { Client, type Kind } from './client';
import { BARE, VSCODE } from './kinds';

const ROOT = "{ 'include': 'shapes.json' }\n\n{ 'command': 'draw', 'data': { 'shape': 'Shape' } }\n";
const SHAPES = `##
# @Shape:
#
# Something to draw.
#
# @round: see \`draw\`
##
{ 'enum': 'Shape', 'data': [ 'round' ] }
`;

describe('the server, on QAPI schemas,', () => {
  let tree: string;
  let client: Client;
  beforeEach(() => {
    tree = mkdtempSync(path.join(tmpdir(), 'qemu-firmware-qapi-'));
    write('qapi/qapi-schema.json', ROOT);
    write('qapi/shapes.json', SHAPES);
  });
  afterEach(async () => {
    assert.deepEqual(client.logged, []);
    assert.equal(await client.stop(), 0);
    rmSync(tree, { recursive: true });
  });

  function write(name: string, content: string): void {
    const file = path.join(tree, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  const uriOf = (name: string): string => pathToFileURL(path.join(tree, name)).href;

  async function start(kind: Kind, trusted = true): Promise<void> {
    const workspaceFolders = [{ uri: pathToFileURL(tree).href, name: 'tree' }];
    client = await Client.start({ ...kind, workspaceFolders, initializationOptions: { trusted } });
  }

  function open(name: string, text: string, languageId = 'qapi'): string {
    client.open(uriOf(name), text, languageId);
    return uriOf(name);
  }

  /** Makes the parameters of a request about the first occurrence of a text. */
  function at(uri: string, text: string, word: string): object {
    const before = text.slice(0, text.indexOf(word)).split('\n');
    return {
      textDocument: { uri },
      position: { line: before.length - 1, character: (before.at(-1) ?? '').length + 1 },
    };
  }

  it('finds definitions in included files', async () => {
    await start(VSCODE);
    const uri = open('qapi/qapi-schema.json', ROOT);
    const [link] = await client.request<LocationLink[]>('textDocument/definition', at(uri, ROOT, 'Shape'));
    assert.equal(link?.targetUri, uriOf('qapi/shapes.json'));
    assert.deepEqual(link.targetSelectionRange.start, { line: 7, character: 11 });
  });

  it('answers a client without capabilities, about a JSON document that is a schema', async () => {
    await start(BARE);
    const uri = open('qapi/qapi-schema.json', ROOT, 'json');
    const places = await client.request<Location[]>('textDocument/definition', at(uri, ROOT, 'Shape'));
    assert.equal(places[0]?.uri, uriOf('qapi/shapes.json'));
    const hover = await client.request<Hover>('textDocument/hover', at(uri, ROOT, 'draw'));
    assert.match(JSON.stringify(hover.contents), /execute/);
  });

  it('sees the unsaved text of other open files', async () => {
    await start(VSCODE);
    const uri = open('qapi/qapi-schema.json', ROOT);
    open('qapi/shapes.json', `\n\n${SHAPES}`);
    const [link] = await client.request<LocationLink[]>('textDocument/definition', at(uri, ROOT, 'Shape'));
    assert.equal(link?.targetSelectionRange.start.line, 9);
  });

  it('renames in every file of the tree, with documentation', async () => {
    await start(VSCODE);
    const uri = open('qapi/qapi-schema.json', ROOT);
    const place = at(uri, ROOT, 'draw');
    assert.ok(await client.request('textDocument/prepareRename', place));
    const edit = await client.request<WorkspaceEdit>('textDocument/rename', { ...place, newName: 'paint' });
    const changed = (edit.documentChanges ?? []).map((change) => JSON.stringify(change));
    assert.equal(changed.length, 2);
    assert.ok(changed.some((change) => change.includes('shapes.json') && change.includes('"version":null')));
    await assert.rejects(
      client.request('textDocument/rename', { ...place, newName: 'Paint it' }),
      /not a QAPI name/,
    );
  });

  it('completes types', async () => {
    await start(VSCODE);
    const uri = open('qapi/qapi-schema.json', ROOT);
    const items = await client.request<CompletionItem[]>(
      'textDocument/completion',
      at(uri, ROOT, "Shape' }"),
    );
    assert.ok(items.some(({ label }) => label === 'Shape'));
  });

  it('reports problems to clients that pull, and to those that do not', async () => {
    const broken = ROOT.replace("'shape': 'Shape'", "'shape' 'Shape'");
    await start(VSCODE);
    const uri = open('qapi/qapi-schema.json', broken);
    const report = await client.request<DocumentDiagnosticReport>('textDocument/diagnostic', {
      textDocument: { uri },
    });
    assert.ok(report.kind === 'full' && report.items.length > 0);
    await client.stop();
    await start(BARE);
    open('qapi/qapi-schema.json', broken);
    const { diagnostics } = await client.publish(uri, 1);
    assert.ok(diagnostics.length > 0);
  });

  it('lists the definitions of a file and of the workspace', async () => {
    await start(VSCODE);
    const uri = open('qapi/qapi-schema.json', ROOT);
    const params = { textDocument: { uri } };
    const own = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', params);
    assert.deepEqual(
      own.map(({ name }) => name),
      ['shapes.json', 'draw'],
    );
    const all = await client.request<SymbolInformation[]>('workspace/symbol', { query: 'shp' });
    assert.deepEqual(
      all.map(({ name }) => name),
      ['Shape'],
    );
  });

  it('answers every request about a hostile document', async () => {
    await start(VSCODE);
    const text = `{ 'struct': '${'x'.repeat(10_000)}', 'data': ${'{ '.repeat(5000)}`;
    const uri = open('qapi/hostile.json', text);
    for (const method of [
      'documentSymbol',
      'foldingRange',
      'semanticTokens/full',
      'codeAction',
      'formatting',
    ])
      await client.request(`textDocument/${method}`, {
        textDocument: { uri },
        range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } },
        context: { diagnostics: [] },
        options: { tabSize: 4, insertSpaces: true },
      });
  });

  it('reads nothing outside an untrusted workspace', async () => {
    const inside = mkdtempSync(path.join(tmpdir(), 'qemu-firmware-qapi-'));
    const text = `{ 'include': '${tree}/qapi/shapes.json' }\n{ 'struct': 'S', 'data': { 'a': 'Shape' } }\n`;
    writeFileSync(path.join(inside, 'a.json'), text);
    const uri = pathToFileURL(path.join(inside, 'a.json')).href;
    const workspaceFolders = [{ uri: pathToFileURL(inside).href, name: 'inside' }];
    client = await Client.start({ ...VSCODE, workspaceFolders, initializationOptions: { trusted: false } });
    client.open(uri, text, 'qapi');
    assert.equal(await client.request('textDocument/definition', at(uri, text, 'Shape')), null);
    rmSync(inside, { recursive: true });
  });
});
