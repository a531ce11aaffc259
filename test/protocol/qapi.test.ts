import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
  CodeAction,
  CompletionItem,
  Diagnostic,
  DocumentDiagnosticReport,
  DocumentSymbol,
  Hover,
  Location,
  LocationLink,
  SymbolInformation,
  TextEdit,
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

/** For each family of checks: the code, a schema that is right, and the part of it with the mistake in its place. */
const MISTAKES = [
  ['lex/stray', "{ 'enum': 'Eel', 'data': [ 'a' ] }", "'a'", "'a' ;"],
  ['json/duplicate-key', "{ 'enum': 'Eel', 'data': [ 'a' ] }", "'Eel',", "'Eel', 'enum': 'Eel',"],
  ['include/unreadable', "{ 'include': 'shapes.json' }", 'shapes', 'forms'],
  ['pragma/unknown', "{ 'pragma': { 'doc-required': false } }", 'doc-required', 'doc-needed'],
  ['shape/unknown-key', "{ 'enum': 'Eel', 'data': [ 'a' ], 'prefix': 'X' }", "'prefix'", "'suffix'"],
  ['name/camel-case', "{ 'enum': 'Eel', 'data': [ 'a' ] }", "'Eel'", "'eel'"],
  ['cond/not-an-identifier', "{ 'enum': 'Eel', 'data': [ 'a' ], 'if': 'SEA' }", "'SEA'", "'the sea'"],
  ['type/unknown', "{ 'struct': 'Pond', 'data': { 'depth': 'int' } }", "'int'", "'metre'"],
  ['doc/unknown-member', "##\n# @Eel:\n#\n# @a: long\n##\n{ 'enum': 'Eel', 'data': [ 'a' ] }", '@a:', '@b:'],
  ['style/line-too-long', '##\n# Long.\n##', 'Long.', `${'long '.repeat(16)}.`],
] as const;

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

  /** Asks for the findings of a document. */
  async function pull(uri: string): Promise<readonly Diagnostic[]> {
    const report = await client.pull(uri);
    return report.kind === 'full' ? report.items : [];
  }

  const codes = (found: readonly Diagnostic[]): unknown[] => found.map(({ code }) => code);

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

  it('reports a mistake of each family at its place, until it is fixed', async () => {
    await start(VSCODE);
    for (const [code, sound, right, wrong] of MISTAKES) {
      const text = `${sound}\n`;
      const uri = open('qapi/one.json', text);
      assert.deepEqual(await pull(uri), [], code);
      client.edit(uri, right, wrong);
      const found = await pull(uri);
      const first = found.find((each) => each.code === code);
      assert.ok(first, `${code}: ${JSON.stringify(found)}`);
      assert.equal(first.severity, 1);
      client.edit(uri, wrong, right);
      assert.deepEqual(await pull(uri), [], code);
      client.close(uri);
    }
  });

  it('checks a file as a part of the schema that includes it, and links to other files', async () => {
    await start(VSCODE);
    open('qapi/qapi-schema.json', `${ROOT}{ 'enum': 'Shape', 'data': [] }\n`);
    const uri = open('qapi/shapes.json', `${SHAPES}{ 'struct': 'Box', 'data': { 'size': 'Size' } }\n`);
    assert.deepEqual(codes(await pull(uri)), ['type/unknown']);
    const [clash] = await pull(uriOf('qapi/qapi-schema.json'));
    assert.equal(clash?.code, 'type/redefined');
    assert.equal(clash.relatedInformation?.[0]?.location.uri, uri);
    assert.equal(clash.relatedInformation[0].location.range.start.line, 7);
  });

  it('pushes the same findings', async () => {
    await start(BARE);
    const uri = open('qapi/qapi-schema.json', ROOT.replace("'Shape' }", "'Form' }"));
    assert.deepEqual(codes((await client.publish(uri, 1)).diagnostics), ['type/unknown']);
    const version = client.edit(uri, "'Form' }", "'Shape' }");
    assert.deepEqual((await client.publish(uri, version)).diagnostics, []);
  });

  it('reports at most 200 findings, the layout of documentation last', async () => {
    await start(VSCODE);
    const long = `# ${'long '.repeat(16)}.\n`;
    const uri = open('qapi/one.json', `##\n${long.repeat(300)}##\n{ 'enum': 'eel', 'data': [ 'a' ] }\n`);
    const found = await pull(uri);
    assert.equal(found.length, 200);
    assert.equal(found.at(-1)?.code, 'name/camel-case');
  });

  it('checks by the release of the tree, or by the one in the settings', async () => {
    const text = "{ 'enum': 'Eel', 'data': [ 'a' ], 'if': 'defined(SEA)' }\n";
    write('VERSION', '5.0.0\n');
    await start({ ...VSCODE, settings: {} });
    const uri = open('qapi/one.json', text);
    assert.deepEqual(await pull(uri), []);
    client.settings = { qapi: { dialect: '10.2' } };
    client.notify('workspace/didChangeConfiguration', { settings: null });
    assert.deepEqual(codes(await pull(uri)), ['cond/not-an-identifier']);
  });

  it('says by which rules a schema is checked, what it is a part of, and how many problems it has', async () => {
    write('VERSION', '10.1.91\n');
    await start(VSCODE);
    const uri = open('qapi/shapes.json', SHAPES.replace("[ 'round' ]", "[ 'Round' ]"));
    assert.deepEqual(await client.request('qemuFirmware/status', { uri }), {
      schema: 'Rules of QEMU 10.2',
      reason: 'the VERSION file of the source tree contains 10.1.91',
      summary: 'QAPI schema, part of qapi/qapi-schema.json',
      findings: '3 errors',
      verdicts: [],
    });
  });

  it('offers the fixes of findings', async () => {
    await start(VSCODE);
    const uri = open('qapi/qapi-schema.json', ROOT.replace("'Shape' }", "'Shap' }"));
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: { line: 2, character: 0 }, end: { line: 3, character: 0 } },
      context: { diagnostics: [], only: ['quickfix'] },
    });
    assert.deepEqual(
      actions.map(({ title, kind }) => [title, kind]),
      [['Replace with “Shape”', 'quickfix']],
    );
    const [change] = actions[0]?.edit?.documentChanges ?? [];
    assert.ok(change && 'edits' in change);
    assert.equal(client.applied(uri, change.edits as TextEdit[]), ROOT);
  });

  it('offers no fix that leads to another mistake in its place', async () => {
    await start(VSCODE);
    const union = `{ 'union': 'Fish', 'base': { '*kind': 'Shape' }, 'discriminator': 'kin', 'data': {} }\n`;
    const uri = open('qapi/qapi-schema.json', ROOT + union);
    assert.deepEqual(codes(await pull(uri)), ['type/discriminator-missing']);
    assert.deepEqual(await client.codeActions(uri), []);
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
