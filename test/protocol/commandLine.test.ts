import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { CommandLineRequest, Loading } from '../../server/src/lsp/protocol/customRequests';
import { Client } from './client';
import { VSCODE } from './kinds';

const METHOD: CommandLineRequest['method'] = 'qemuFirmware/commandLine';
const OVMF = readFileSync('samples/qemu/firmware/12-ovmf.json', 'utf8');

describe('the server, asked how to load firmware,', () => {
  let client: Client;
  beforeEach(async () => {
    client = await Client.start(VSCODE);
  });
  afterEach(async () => {
    assert.deepEqual(client.logged, []);
    assert.equal(await client.stop(), 0);
  });

  it('answers with commands or an XML element', async () => {
    const uri = 'file:///somewhere/qemu/firmware/12-ovmf.json';
    client.open(uri, OVMF);
    for (const [form, option] of [
      ['blockdev', '-blockdev'],
      ['drive', '-drive'],
    ] as const) {
      const { steps, element, notes } = await client.request<Loading>(METHOD, { uri, form });
      assert.deepEqual([steps.map(({ action }) => action), element, notes], [['copy', 'run'], null, []]);
      assert.ok(steps[1]?.action === 'run' && steps[1].argv.includes(option));
    }
    const { steps, element, notes } = await client.request<Loading>(METHOD, { uri, form: 'libvirt' });
    assert.deepEqual([steps, notes], [[], ['The guest also needs <features><acpi/></features>.']]);
    assert.match(element ?? '', /^<os>\n/);
  });

  it('never makes a descriptor’s texts part of a command, and keeps them on one line', async () => {
    const uri = 'file:///somewhere/qemu/firmware/14-hostile.json';
    client.open(uri, OVMF.replace(/"machines": \[[^\]]*\]/, '"machines": ["pc-q35-*\\ntouch PWNED #"]'));
    const { steps, notes } = await client.request<Loading>(METHOD, { uri, form: 'blockdev' });
    assert.equal(steps.length, 2);
    assert.ok(!JSON.stringify(steps).includes('PWNED'));
    assert.match(notes.join('\n'), /^.*\\u000atouch PWNED #.*$/);
    const path = 'file:///somewhere/qemu/firmware/15-hostile.json';
    client.open(path, OVMF.replace('OVMF_CODE', '\\ntouch PWNED\\n'));
    for (const form of ['blockdev', 'drive', 'libvirt']) {
      const none = await client.request<Loading>(METHOD, { uri: path, form });
      assert.deepEqual([none.steps, none.element, none.notes.length], [[], null, 1]);
      assert.match(none.notes.join(), /“mapping\.executable\.filename” contains control characters/);
    }
  });

  it('says why there is no answer', async () => {
    const uri = 'file:///somewhere/qemu/firmware/13-mask.json';
    client.open(uri, '');
    const { steps, element, notes } = await client.request<Loading>(METHOD, { uri, form: 'drive' });
    assert.deepEqual([steps, element], [[], null]);
    assert.match(notes.join(), /file is empty/);
  });

  it('has no answer for other documents and invalid questions', async () => {
    for (const params of [{}, { uri: 5 }, { uri: 'file:///nowhere.json', form: 'drive' }])
      assert.equal(await client.request(METHOD, params), null);
  });
});
