import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CodeAction, Diagnostic, Location, TextEdit } from 'vscode-languageserver';
import type { CheckedSchema } from '../../server/src/lsp/protocol/customRequests';
import { Client, type Kind } from './client';
import { BARE, VSCODE } from './kinds';

/** A small schema of descriptors. */
const SCHEMA = `{ 'enum': 'Interface', 'data': [ 'bios', 'uefi' ] }
{ 'enum': 'Device', 'data': [ 'flash', 'memory' ] }
{ 'struct': 'Flash', 'data': { '*mode': 'str' } }
{ 'struct': 'Memory', 'data': { 'filename': 'str' } }
{ 'union': 'Mapping', 'base': { 'device': 'Device' }, 'discriminator': 'device',
  'data': { 'flash': 'Flash', 'memory': 'Memory' } }
{ 'struct': 'Firmware',
  'data': { 'description': 'str', 'interface-types': [ 'Interface' ], 'mapping': 'Mapping' } }
`;
const DESCRIPTOR = `{
  "description": "uefi",
  "interface-types": [ "uefi" ],
  "mapping": { "device": "memory", "filename": "/a" }
}
`;

const RULES = `# Rules

| \`uefi\` | in the table |

### one

It is about \`uefi\`, and again \`uefi\`.

### two

\`\`\`
"\`uefi\`"
\`\`\`

### three

About \`filename\`.
`;

describe('the server, on a schema and its descriptors,', () => {
  let tree: string;
  let client: Client;
  beforeEach(() => {
    tree = mkdtempSync(path.join(tmpdir(), 'qemu-firmware-ties-'));
    write('docs/interop/firmware.json', SCHEMA);
    write('share/qemu/firmware/a.json', DESCRIPTOR);
    write('drafts/b.json', DESCRIPTOR.replace('[ "uefi" ]', '[ "bios", "uefi" ]'));
    write('drafts/other.json', '{ "uefi": 1 }');
    write('rules.md', RULES);
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
  const schemaUri = (): string => uriOf('docs/interop/firmware.json');

  async function start(kind: Kind, options: object = {}): Promise<void> {
    const workspaceFolders = [{ uri: pathToFileURL(tree).href, name: 'tree' }];
    const initializationOptions = { ...options, docsUri: uriOf('rules.md') };
    client = await Client.start({ ...kind, workspaceFolders, initializationOptions });
  }

  /** Asks for the references to a word of the schema: each as a file with the line of the place. */
  async function listReferences(word: string): Promise<string[]> {
    const before = SCHEMA.slice(0, SCHEMA.indexOf(`'${word}'`)).split('\n');
    const found = await client.request<Location[]>('textDocument/references', {
      textDocument: { uri: schemaUri() },
      position: { line: before.length - 1, character: (before.at(-1) ?? '').length + 2 },
      context: { includeDeclaration: false },
    });
    return found.map(({ uri, range }) => `${uri.slice(uriOf('').length + 1)} ${range.start.line}`).sort();
  }

  async function pull(uri: string): Promise<unknown[]> {
    const report = await client.pull(uri);
    return report.kind === 'full' ? report.items.map(({ code }) => code) : [];
  }

  function tellChanged(name: string): void {
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(name), type: 2 }] });
  }

  it('lists the descriptors that use a value, and the rules that speak of it', async () => {
    await start(VSCODE);
    client.open(schemaUri(), SCHEMA, 'qapi');
    assert.deepEqual(await listReferences('uefi'), [
      'drafts/b.json 2',
      'rules.md 6',
      'share/qemu/firmware/a.json 2',
    ]);
  });

  it('lists the descriptors that use a member, as they are open', async () => {
    await start(VSCODE);
    client.open(schemaUri(), SCHEMA, 'qapi');
    client.open(uriOf('drafts/b.json'), `\n\n${DESCRIPTOR}`);
    assert.deepEqual(await listReferences('filename'), [
      'drafts/b.json 5',
      'rules.md 16',
      'share/qemu/firmware/a.json 3',
    ]);
  });

  it('lists no descriptors for what only other schemas have', async () => {
    await start(VSCODE);
    client.open(schemaUri(), SCHEMA, 'qapi');
    assert.deepEqual(await listReferences('mode'), []);
  });

  it('checks open descriptors by the schema of the tree as soon as a program changes it', async () => {
    await start(VSCODE);
    const uri = uriOf('share/qemu/firmware/a.json');
    client.open(uri, DESCRIPTOR);
    assert.ok(!(await pull(uri)).includes('unknown-value'));
    write('docs/interop/firmware.json', SCHEMA.replace("'uefi'", "'efi'"));
    tellChanged('docs/interop/firmware.json');
    assert.ok((await pull(uri)).includes('unknown-value'));
    write('docs/interop/firmware.json', SCHEMA);
    tellChanged('docs/interop/firmware.json');
    assert.ok(!(await pull(uri)).includes('unknown-value'));
  });

  it('links the codes of findings to their explanations', async () => {
    await start(VSCODE);
    client.open(schemaUri(), SCHEMA.replace("'Interface' ]", "'Interfaec' ]"), 'qapi');
    const report = await client.pull(schemaUri());
    const [found] = report.kind === 'full' ? report.items : [];
    assert.equal(found?.code, 'type/unknown');
    assert.equal(found.codeDescription?.href, `${uriOf('qapi.md')}#type`);
  });

  it('publishes the findings of other open schemas when one changes', async () => {
    write('qapi/qapi-schema.json', "{ 'include': 'eels.json' }\n{ 'command': 'swim', 'data': 'Eel' }\n");
    write('qapi/eels.json', "{ 'struct': 'Eel', 'data': { } }\n");
    await start(BARE);
    const [root, eels] = ['qapi/qapi-schema.json', 'qapi/eels.json'].map(uriOf);
    assert.ok(root !== undefined && eels !== undefined);
    client.open(root, "{ 'include': 'eels.json' }\n{ 'command': 'swim', 'data': 'Eel' }\n", 'qapi');
    client.open(eels, "{ 'struct': 'Eel', 'data': { } }\n", 'qapi');
    await client.publish(eels, 1);
    client.published.length = 0;
    client.edit(eels, "'Eel'", "'Fish'");
    const found = await client.until(() =>
      client.published.find(({ uri, diagnostics }) => uri === root && diagnostics.length > 0),
    );
    assert.deepEqual(
      found.diagnostics.map(({ code }: Diagnostic) => code),
      ['type/unknown'],
    );
  });

  it('says that a change of one schema may change the findings of another one', async () => {
    await start(VSCODE);
    assert.equal(client.initializeResult?.capabilities.diagnosticProvider?.interFileDependencies, true);
  });

  it('lists what is wrong in a whole schema, to compare it with what QEMU says', async () => {
    write('qapi/qapi-schema.json', "{ 'include': 'eels.json' }\n");
    const text = "##\n# @Eel:\n##\n{ 'struct': 'Eel',\n  'data': { 'a': 'itn' } }\n";
    write('qapi/eels.json', text);
    await start(VSCODE);
    client.open(uriOf('qapi/eels.json'), text, 'qapi');
    const textDocument = { uri: uriOf('qapi/eels.json') };
    const found = await client.request<CheckedSchema>('qemuFirmware/checkSchema', { textDocument });
    assert.equal(found.tree, tree);
    assert.equal(found.root, `${tree}/qapi/qapi-schema.json`);
    assert.deepEqual(
      found.findings.map(({ code, path: file, around }) => [code, path.basename(file), around]),
      ['doc/member-undocumented', 'type/unknown'].map((code) => [code, 'eels.json', { first: 0, last: 4 }]),
    );
    client.open(uriOf('share/qemu/firmware/a.json'), DESCRIPTOR);
    const other = { textDocument: { uri: uriOf('share/qemu/firmware/a.json') } };
    assert.equal(await client.request('qemuFirmware/checkSchema', other), null);
  });

  it('adds descriptions and comments, and fixes a whole file', async () => {
    await start(VSCODE);
    const uri = uriOf('one.json');
    const text = "##\n# @Eel:\n#\n# It rains. It pours.\n##\n{ 'struct': 'Eel', 'data': { 'a': 'int' } }\n";
    client.open(uri, text, 'qapi');
    const results = async (only?: string[]): Promise<Record<string, string>> => {
      const actions = await client.codeActions(uri, only);
      return Object.fromEntries(
        actions.map(({ title, edit }: CodeAction) => {
          const [change] = edit?.documentChanges ?? [];
          const edits = change && 'edits' in change ? (change.edits as TextEdit[]) : [];
          return [title, client.applied(uri, edits)];
        }),
      );
    };
    assert.deepEqual(await results(), {
      'Add a space': text.replace('rains. ', 'rains.  '),
      'Add a description of “a”': text.replace('pours.', 'pours.\n#\n# @a: TODO'),
    });
    assert.deepEqual(await results(['source.fixAll']), {
      'Apply all safe fixes': text.replace('rains. ', 'rains.  '),
    });
    client.edit(uri, "{ 'struct'", "{ 'struct': 'Cod', 'data': { } }\n{ 'struct'");
    client.edit(uri, '##\n# @Eel:\n#\n# It rains. It pours.\n##\n', '');
    assert.deepEqual(Object.keys(await results(['refactor.rewrite'])), ['Add a comment for “Cod”']);
  });
});
