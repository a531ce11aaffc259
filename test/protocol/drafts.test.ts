import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DraftRequest, Proposal } from '../../server/src/lsp/protocol/customRequests';
import { inGerman } from '../support/german';
import { file, files, padded, pe, section, variableVolume, volume } from '../unit/support/firmwareBytes';
import { Client } from './client';
import { BARE } from './kinds';

/** Code that adds up to 64 KiB with the 16 KiB of a variable store. */
const CODE = volume(padded(files(file(3, section(0x10, pe(0x8664, 'RELEASE')))), 0xc000 - 0x48));

type Answers = DraftRequest['params']['answers'];

describe('the server, for new descriptors,', () => {
  let client: Client;
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'qemu-firmware-'));
  });
  afterEach(async () => {
    assert.deepEqual(client.logged, []);
    assert.equal(await client.stop(), 0);
    rmSync(folder, { recursive: true });
  });

  const start = async (locale = 'en'): Promise<void> => {
    client = await Client.start({ ...BARE, locale });
  };

  function write(name: string, content: Uint8Array): string {
    const target = path.join(folder, name);
    writeFileSync(target, content);
    return pathToFileURL(target).href;
  }

  const ask = (params: unknown): Promise<Proposal | null> =>
    client.request<Proposal | null>('qemuFirmware/draft' satisfies DraftRequest['method'], params);

  async function proposal(executable: string, answers: Answers = {}, template?: string): Promise<Proposal> {
    const found = await ask({ executable, answers, ...(template !== undefined && { template }) });
    assert.ok(found);
    return found;
  }

  it('drafts one from the images, and asks for what they do not show', async () => {
    await start();
    const code = write('CODE.fd', CODE);
    const vars = write('VARS.fd', variableVolume([]));
    const first = await proposal(code);
    assert.equal(first.draft?.name, '60-edk2-x86_64-stateless.json');
    assert.deepEqual(
      first.questions.map(({ about, choices, onlyFor }) => [
        about,
        choices.map(({ label }) => label),
        onlyFor,
      ]),
      [
        ['loading', ['flash, split', 'flash, stateless'], undefined],
        ['template', ['VARS.fd'], 'split'],
      ],
    );
    assert.match(first.questions[1]?.choices[0]?.detail ?? '', /^An empty variable store/);

    const second = await proposal(code, { loading: 'split' }, vars);
    assert.deepEqual([second.draft?.name, second.questions], ['60-edk2-x86_64.json', []]);
    assert.match(second.draft?.text ?? '', /"nvram-template": \{\n +"filename": ".*VARS\.fd"/);
  });

  it('uses the paths of the machine below the root', async () => {
    client = await Client.start({ ...BARE, initializationOptions: { settings: { root: folder } } });
    const code = write('CODE.fd', CODE);
    write('VARS.fd', variableVolume([]));
    const { questions } = await proposal(code, { loading: 'split' });
    const template = questions.find(({ about }) => about === 'template')?.choices[0]?.value ?? '';
    assert.equal(template, '/VARS.fd');
    const { draft } = await proposal(code, { loading: 'split' }, pathToFileURL(template).href);
    const { mapping } = JSON.parse(draft?.text ?? '') as {
      mapping: Record<string, { filename?: string } | undefined>;
    };
    assert.deepEqual(
      [mapping.executable?.filename, mapping['nvram-template']?.filename],
      ['/CODE.fd', '/VARS.fd'],
    );
  });

  it('asks for everything if the image shows nothing', async () => {
    await start();
    const blob = write(
      'blob.bin',
      Uint8Array.from({ length: 500 }, (_, index) => (index % 250) + 1),
    );
    const first = await proposal(blob);
    assert.ok(first.problem !== undefined && !first.draft);
    assert.deepEqual(
      first.questions.map(({ about }) => about),
      ['loading', 'template', 'architectures', 'interfaceType'],
    );
    const answers: Answers = { loading: 'kernel', architectures: ['riscv64'], interfaceType: 'uboot' };
    assert.equal((await proposal(blob, answers)).draft?.name, '60-blob-riscv64.json');
  });

  it('says why it cannot draft one, in the client’s language', async () => {
    await start('de');
    const vars = write('VARS.fd', variableVolume([]));
    const found = await proposal(vars);
    const text = '{0} is a variable store without code: it can only be an NVRAM template.';
    assert.deepEqual(found, { problem: inGerman(text, path.join(folder, 'VARS.fd')), questions: [] });
  });

  it('reports a missing image', async () => {
    await start();
    const gone = pathToFileURL(path.join(folder, 'gone.fd')).href;
    const { problem } = await proposal(gone);
    assert.equal(problem, `Cannot read ${path.join(folder, 'gone.fd')}.`);
    assert.match((await proposal(write('CODE.fd', CODE), {}, gone)).problem ?? '', /Cannot read .*gone\.fd/);
  });

  it('survives invalid parameters', async () => {
    await start();
    const code = write('CODE.fd', CODE);
    for (const params of [{}, { executable: 3 }, { executable: 'untitled:x' }, { executable: [code] }])
      assert.equal(await ask(params), null);
    const answers = { loading: 'teapot', architectures: 'x', features: [1, 'acpi-s4'], interfaceType: {} };
    const found = await ask({ executable: code, template: 7, answers });
    assert.match(found?.draft?.text ?? '', /"features": \[\n +"acpi-s4"\n/);
  });
});
