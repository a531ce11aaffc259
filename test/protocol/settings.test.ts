import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Diagnostic } from 'vscode-languageserver';
import type { DocumentStatus } from '../../server/src/lsp/protocol/customRequests';
import { Client, type Kind } from './client';
import { BARE, NEOVIM, VSCODE } from './kinds';

const SOUND = readFileSync('samples/qemu/firmware/10-ovmf-secure-boot-keys.json', 'utf8');
/** A warning and an error. */
const MISTAKES = SOUND.replace('"verbose-dynamic"', '"verbose-dynamik"').replace('"flash"', '"flush"');
const COMMANDS = ['qemuFirmware.setSeverity', 'qemuFirmware.ignoreInFile'];
const WATCHING: Kind = {
  ...VSCODE,
  capabilities: {
    ...VSCODE.capabilities,
    workspace: { configuration: true, didChangeWatchedFiles: { dynamicRegistration: true } },
  },
};

const shown = (diagnostics: readonly Diagnostic[]): string[] =>
  diagnostics.map(({ code, severity }) => `${String(code)} ${severity ?? ''}`);

describe('the severities of rules', () => {
  let folder: string;
  let file: string;
  let uri: string;
  let client: Client;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'qemu-firmware-'));
    file = path.join(folder, 'qemu/firmware/50-x.json');
    uri = pathToFileURL(file).href;
  });
  afterEach(async () => {
    assert.equal(await client.stop(), 0);
    rmSync(folder, { recursive: true });
  });

  async function start(kind: Kind, settings: unknown = {}): Promise<void> {
    const workspaceFolders = [{ uri: pathToFileURL(folder).href, name: 'folder' }];
    client = await Client.start({ ...kind, settings, workspaceFolders });
    client.open(uri, MISTAKES);
  }

  function configure(value: unknown, where = '.'): void {
    mkdirSync(path.join(folder, where), { recursive: true });
    writeFileSync(path.join(folder, where, '.qemu-firmware.json'), JSON.stringify(value));
  }

  async function pulled(): Promise<string[]> {
    const report = await client.pull(uri);
    return report.kind === 'full' ? shown(report.items) : ['unchanged'];
  }

  const pushed = async (): Promise<string[]> => shown((await client.publish(uri, 1)).diagnostics);

  it('are the rules’ own by default', async () => {
    await start(BARE);
    assert.deepEqual(await pushed(), ['unknown-value 1', 'unknown-value 2']);
    assert.deepEqual(client.logged, []);
  });

  it('are those of the client at start, and then those that it pushes', async () => {
    const settings = { rules: { 'unknown-value': 'hint', 'no-such-rule': 'off' } };
    await start({ ...BARE, initializationOptions: { settings } });
    assert.deepEqual(await pushed(), ['unknown-value 4', 'unknown-value 4']);
    client.published.length = 0;
    client.notify('workspace/didChangeConfiguration', {
      settings: { qemuFirmware: { rules: { 'unknown-value': 'off' } } },
    });
    assert.deepEqual(await pushed(), []);
    assert.deepEqual(client.logged, []);
  });

  it('apply to the files of an override', async () => {
    const rules = { 'unknown-value': 'error' };
    const overrides = [
      { files: 'qemu/**', rules: { 'unknown-value': 'off' } },
      { files: ['other/*.json', 'qemu/firmware/50-?.json'], rules: { 'unknown-value': 'information' } },
      { files: 'firmware/*.json', rules: { 'unknown-value': 'hint' } },
    ];
    await start(NEOVIM, { rules, overrides });
    assert.deepEqual(await pushed(), ['unknown-value 3', 'unknown-value 3']);
  });

  it('can change while a document is open', async () => {
    await start(VSCODE, { rules: { 'unknown-value': 'error' } });
    const before = await client.pull(uri);
    assert.deepEqual(before.kind === 'full' && shown(before.items), ['unknown-value 1', 'unknown-value 1']);
    client.settings = { exclude: ['qemu'] };
    client.notify('workspace/didChangeConfiguration', { settings: null });
    const after = await client.pull(uri, before.resultId);
    assert.deepEqual(after.kind === 'full' && after.items, []);
  });

  it('are irrelevant in an excluded file', async () => {
    await start(NEOVIM, { exclude: '50-*' });
    assert.deepEqual(await pushed(), []);
    assert.deepEqual(await client.codeActions(uri), []);
    assert.deepEqual(await client.codeActions(uri, ['source.fixAll']), []);
    assert.ok(await client.at('hover', uri, '"interface-ty'));
  });

  it('keep disabled findings from being fixed along with the others', async () => {
    await start(NEOVIM, { rules: { 'unknown-value': 'off' } });
    assert.deepEqual(await client.codeActions(uri), []);
    assert.deepEqual(await client.codeActions(uri, ['source.fixAll']), []);
  });

  it('are offered after the fixes to a client that has the commands', async () => {
    await start({ ...VSCODE, initializationOptions: { commands: COMMANDS } });
    const actions = await client.codeActions(uri);
    const last = actions.slice(-2);
    assert.deepEqual(
      last.map(({ title, kind, command, edit, diagnostics }) => ({
        ...{ title, kind, edit, command: command?.command, arguments: command?.arguments },
        codes: client.codes(diagnostics ?? []),
      })),
      [
        ['Set the severity of unknown-value…', 'qemuFirmware.setSeverity'],
        ['Ignore unknown-value in this file', 'qemuFirmware.ignoreInFile'],
      ].map(([title, command]) => ({
        ...{ title, kind: 'quickfix', edit: undefined, command, arguments: [uri, 'unknown-value'] },
        codes: ['unknown-value', 'unknown-value'],
      })),
    );
    assert.ok(actions.length > 2 && actions.slice(0, -2).every(({ edit, command }) => edit && !command));
  });

  it('are not offered to other clients, nor for an untitled document', async () => {
    await start({ ...NEOVIM, initializationOptions: { commands: ['other.setSeverity', 5] } });
    assert.ok((await client.codeActions(uri)).every(({ command }) => !command));
    await client.stop();
    await start({ ...VSCODE, initializationOptions: { commands: COMMANDS } });
    client.open('untitled:Untitled-1', MISTAKES);
    const actions = await client.codeActions('untitled:Untitled-1');
    assert.deepEqual(
      actions.flatMap(({ command }) => command?.command ?? []),
      ['qemuFirmware.setSeverity'],
    );
  });

  describe('in a configuration file', () => {
    it('apply to the files around it: the nearest file takes precedence, and the editor over all files', async () => {
      configure({ rules: { 'unknown-value': 'off', 'unknown-member': 'off' }, qemuVersion: '6.2' });
      configure({ rules: { 'unknown-value': 'hint' } }, 'qemu');
      await start(NEOVIM, { rules: { 'unknown-member': 'information' } });
      assert.deepEqual(await pushed(), ['unknown-value 4', 'unknown-member 3', 'unknown-value 4']);
      const status = await client.request<DocumentStatus>('qemuFirmware/status', { uri });
      assert.equal(status.schema, 'QEMU 6.2');
    });

    it('take effect when the file is written', async () => {
      await start(WATCHING);
      assert.deepEqual(await pulled(), ['unknown-value 1', 'unknown-value 2']);
      configure({ exclude: 'firmware' });
      const changes = [{ uri: pathToFileURL(path.join(folder, '.qemu-firmware.json')).href, type: 1 }];
      client.notify('workspace/didChangeWatchedFiles', { changes });
      assert.deepEqual(await pulled(), []);
    });

    it('take effect on the next save if a client watches no files', async () => {
      await start(NEOVIM);
      assert.equal((await pushed()).length, 2);
      client.published.length = 0;
      configure({ overrides: [{ files: './qemu/firmware/50-x.json', rules: { 'unknown-value': 'off' } }] });
      client.notify('textDocument/didSave', { textDocument: { uri } });
      assert.deepEqual(await pushed(), []);
    });

    it('are logged if they are invalid, and the rest applies', async () => {
      configure({ rules: { 'unknown-valu': 'off', 'unknown-value': 'hint' } });
      await start(BARE);
      assert.deepEqual(await pushed(), ['unknown-value 4', 'unknown-value 4']);
      const configuration = path.join(folder, '.qemu-firmware.json');
      assert.deepEqual(client.logged, [
        `${configuration}:1:11: Unknown rule “unknown-valu”; did you mean “unknown-value”?`,
      ]);
    });

    it('cannot name a file to read if the workspace is not trusted', async () => {
      configure({ schemaPath: 'tree', rules: { 'unknown-value': 'off' } });
      mkdirSync(path.join(folder, 'tree/docs/interop'), { recursive: true });
      const schema = path.join(folder, 'tree/docs/interop/firmware.json');
      writeFileSync(schema, "{ 'struct': 'Firmware', 'data': {} }\n");
      for (const trusted of [true, false]) {
        await start({ ...VSCODE, initializationOptions: { trusted } });
        const status = await client.request<DocumentStatus>('qemuFirmware/status', { uri });
        assert.equal(status.reason, trusted ? schema : 'bundled, newest known');
        if (trusted) await client.stop();
      }
      assert.deepEqual(await pulled(), []);
    });
  });
});
