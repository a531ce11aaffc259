import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Message } from 'vscode-languageserver/node';
import type { Hover } from 'vscode-languageserver';
import { padded } from '../unit/support/firmwareBytes';
import { packedFirmware as firmware } from '../unit/support/packedFirmware';
import { Client, type Kind } from './client';
import { BARE, NEOVIM, VSCODE } from './kinds';

const REFRESH = 'workspace/diagnostic/refresh';

describe('the server, for the images of an installed descriptor,', () => {
  let client: Client;
  let home: string;
  let image: string;
  let uri: string;
  let text: string;
  beforeEach(() => {
    home = mkdtempSync(path.join(tmpdir(), 'qemu-firmware-'));
    const folder = path.join(home, '.config/qemu/firmware');
    mkdirSync(folder, { recursive: true });
    image = path.join(home, 'OVMF.fd');
    writeFileSync(image, firmware(false));
    const descriptor = path.join(folder, '50-test.json');
    uri = pathToFileURL(descriptor).href;
    text = JSON.stringify({
      description: 'a test',
      'interface-types': ['uefi'],
      mapping: { device: 'flash', mode: 'stateless', executable: { filename: image, format: 'raw' } },
      targets: [{ architecture: 'x86_64', machines: ['pc-i440fx-*'] }],
      features: ['acpi-s4', 'secure-boot'],
      tags: [],
    });
    writeFileSync(descriptor, text);
  });
  afterEach(async () => {
    assert.deepEqual(client.logged, []);
    assert.equal(await client.stop(), 0);
    rmSync(home, { recursive: true });
  });

  const start = async (kind: Kind): Promise<void> => {
    client = await Client.start(kind, { HOME: home, XDG_CONFIG_HOME: '' });
  };
  /** The rules about images that found something. */
  const pulled = async (): Promise<unknown[]> => {
    const report = await client.pull(uri);
    return report.kind === 'full' ? imageCodes(client.codes(report.items)) : ['unchanged'];
  };
  const imageCodes = (codes: readonly unknown[]): unknown[] =>
    codes.filter((code) => String(code).startsWith('image-'));
  const refreshes = (): number => client.asked.filter((method) => method === REFRESH).length;
  const hover = async (): Promise<string> => {
    const found = await client.at<Hover | null>('hover', uri, '"filename":"');
    return found === null ? '' : (found.contents as { value: string }).value;
  };
  const changed = (...files_: readonly string[]): void => {
    const changes = files_.map((name) => ({ uri: pathToFileURL(name).href, type: 2 }));
    client.notify('workspace/didChangeWatchedFiles', { changes });
  };

  it('answers from the headers first, and makes the client ask again when the analysis is complete', async () => {
    await start(VSCODE);
    client.open(uri, text);
    assert.deepEqual(await pulled(), []);
    await client.until(() => (refreshes() > 0 ? true : undefined));
    assert.deepEqual(await pulled(), ['image-secure-boot']);
    assert.equal(refreshes(), 1);
  });

  it('publishes again when the analysis is complete', async () => {
    await start(NEOVIM);
    client.open(uri, text);
    const first = await client.publish(uri, 1);
    assert.deepEqual(imageCodes(client.codes(first.diagnostics)), []);
    const second = await client.until(() => client.published[1]);
    assert.deepEqual(
      [second.version, imageCodes(client.codes(second.diagnostics))],
      [1, ['image-secure-boot']],
    );
  });

  it('inspects images as far as the settings allow', async () => {
    await start({ ...VSCODE, settings: { images: 'headers' } });
    client.open(uri, text);
    assert.deepEqual(await pulled(), []);
    assert.match(await hover(), /^\*\*UEFI firmware, code only\*\*[^]*starts with i386 code/);
    assert.doesNotMatch(await hover(), /analysing compressed/);
    client.settings = { images: 'off' };
    client.notify('workspace/didChangeConfiguration', { settings: null });
    assert.equal(await hover(), '');
    client.settings = {};
    client.notify('workspace/didChangeConfiguration', { settings: null });
    assert.match(await hover(), /analysing compressed modules…/);
  });

  it('describes the image in a hover, in any folder', async () => {
    await start(BARE);
    uri = pathToFileURL(path.join(home, 'draft.json')).href;
    client.open(uri, text);
    const expected = [
      'UEFI firmware, code only',
      'raw, 1048576 bytes (1 MiB)',
      'x86_64 code, for the split and stateless modes',
    ];
    assert.match(await hover(), /analysing compressed/);
    const later = async (): Promise<string> => {
      for (;;) {
        const found = await hover();
        if (!found.includes('analysing compressed')) return found;
      }
    };
    assert.deepEqual((await later()).split(/ *\n/).slice(0, 3), expected);
  });

  it('asks to watch the folders of images, and follows changes there', async () => {
    const { capabilities } = VSCODE as { capabilities: { workspace: object } };
    const didChangeWatchedFiles = { dynamicRegistration: true, relativePatternSupport: true };
    const workspace = { ...capabilities.workspace, didChangeWatchedFiles };
    await start({ ...VSCODE, capabilities: { ...capabilities, workspace } });
    client.open(uri, text);
    const pattern = { baseUri: pathToFileURL(home).href, pattern: '*' };
    await client.until(() => client.received.find((message) => registers(message, pattern)));
    await pulled();
    await client.until(() => (refreshes() > 0 ? true : undefined));
    assert.deepEqual(await pulled(), ['image-secure-boot']);

    rmSync(image);
    changed(image);
    assert.deepEqual(await pulled(), ['image-missing']);

    writeFileSync(image, padded(firmware(true), 0x200000));
    changed(image);
    assert.deepEqual(await pulled(), []);
    assert.match(await hover(), /2 MiB/);
  });

  it('notices unreported changes at the next edit', async () => {
    await start(BARE);
    client.open(uri, text);
    await client.publish(uri, 1);
    rmSync(image);
    const version = client.edit(uri, 'a test', 'a second test');
    const { diagnostics } = await client.publish(uri, version);
    assert.deepEqual(imageCodes(client.codes(diagnostics)), ['image-missing']);
  });
});

/** Whether the server registers to watch the files that match a pattern. */
function registers(message: Message, pattern: object): boolean {
  const text = JSON.stringify(message);
  return text.includes('client/registerCapability') && text.includes(JSON.stringify(pattern));
}
