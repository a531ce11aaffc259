import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { CommandLineRequest, LoadingText } from '../../server/src/lsp/protocol/customRequests';
import { Client } from './client';
import { VSCODE } from './kinds';

const METHOD: CommandLineRequest['method'] = 'qemuFirmware/commandLine';
const OVMF = readFileSync('samples/qemu/firmware/12-ovmf.json', 'utf8');

describe('the server, asked how a firmware is loaded', () => {
  let client: Client;
  beforeEach(async () => {
    client = await Client.start(VSCODE);
  });
  afterEach(async () => {
    assert.deepEqual(client.logged, []);
    assert.equal(await client.stop(), 0);
  });

  it('answers with commands or an element', async () => {
    const uri = 'file:///somewhere/qemu/firmware/12-ovmf.json';
    client.open(uri, OVMF);
    const starts = { blockdev: /^test -e [^]* -blockdev /, drive: / -drive if=none,/, libvirt: /^<os>\n/ };
    for (const [form, start] of Object.entries(starts)) {
      const answer = await client.request<LoadingText>(METHOD, { uri, form });
      assert.match(answer.text ?? '', start);
      assert.deepEqual(answer.notes, []);
    }
  });

  it('says why there is nothing to answer with', async () => {
    const uri = 'file:///somewhere/qemu/firmware/13-mask.json';
    client.open(uri, '');
    const { text, notes } = await client.request<LoadingText>(METHOD, { uri, form: 'drive' });
    assert.equal(text, null);
    assert.match(notes.join(), /file is empty/);
  });

  it('answers nothing to other documents, and to what is no question', async () => {
    for (const params of [{}, { uri: 5 }, { uri: 'file:///nowhere.json', form: 'drive' }])
      assert.equal(await client.request(METHOD, params), null);
  });
});
