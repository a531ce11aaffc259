import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { CodeAction } from 'vscode-languageserver';
import { Client } from './client';
import { VSCODE } from './kinds';

const SOUND = readFileSync('samples/qemu/firmware/10-ovmf-secure-boot-keys.json', 'utf8');
const URI = 'file:///nowhere/qemu/firmware/50-x.json';
const COMMANDS = ['qemuFirmware.setSeverity', 'qemuFirmware.ignoreInFile'];

describe('the code actions of a descriptor', () => {
  let client: Client;

  afterEach(async () => {
    assert.equal(await client.stop(), 0);
  });

  async function actionsOf(text: string): Promise<CodeAction[]> {
    client = await Client.start({
      ...VSCODE,
      initializationOptions: { ...VSCODE.initializationOptions, commands: COMMANDS },
    });
    client.open(URI, text);
    return client.codeActions(URI);
  }

  it('are offered once for all the problems that they solve', async () => {
    const actions = await actionsOf('{ "description": "UEFI", "tags": [] }');
    const titles = actions.map(({ title }) => title);
    assert.deepEqual(titles, [...new Set(titles)]);
    const all = actions.find(({ title }) => title === 'Add all 4 missing members');
    assert.deepEqual(client.codes(all?.diagnostics ?? []), Array<string>(4).fill('missing-member'));
    const one = actions.find(({ title }) => title === 'Add “targets”');
    assert.deepEqual(client.codes(one?.diagnostics ?? []), ['missing-member']);
  });

  it('stay separate if they have the same title but change different places', async () => {
    const actions = await actionsOf(
      SOUND.replace('"x86_64"', '"amd64"').replace('"tags"', '"other": 1, "tags"'),
    );
    const twice = await client.codeActions(URI);
    assert.deepEqual(actions, twice);
    assert.ok(actions.every(({ diagnostics = [] }) => diagnostics.length < 2));
  });

  it('start with the preferred ones, and end with those that only silence the finding', async () => {
    const text = SOUND.replace('"uefi"', '"efi"').replace('"verbose-dynamic"', '"acpi-s3"');
    const kinds = (await actionsOf(text)).map(({ kind, isPreferred = false, command }) =>
      command ? 'setting' : isPreferred ? 'preferred' : (kind ?? ''),
    );
    const order = ['preferred', 'quickfix', 'refactor.rewrite', 'setting'];
    assert.deepEqual([...new Set(kinds)], order);
    assert.deepEqual(
      kinds,
      [...kinds].sort((a, b) => order.indexOf(a) - order.indexOf(b)),
    );
  });

  it('do not silence a file that no program can read', async () => {
    const settings = (actions: readonly CodeAction[]): string[] =>
      actions.flatMap(({ command, title }) => (command?.command === COMMANDS[1] ? [title] : []));
    assert.deepEqual(settings(await actionsOf(SOUND.replace('"uefi"', '"uefi",'))), []);
    client.open(`${URI}.json`, '[]');
    assert.deepEqual(settings(await client.codeActions(`${URI}.json`)), []);
    client.open(`${URI}.2.json`, SOUND.replace('"uefi"', '"efi"'));
    assert.deepEqual(settings(await client.codeActions(`${URI}.2.json`)), [
      'Ignore unknown-value in this file',
    ]);
  });
});
