import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Client } from './client';
import { NEOVIM, VSCODE } from './kinds';

/** A descriptor whose images certainly do not exist on this machine. */
const MISSING = readFileSync('samples/qemu/firmware/10-ovmf-secure-boot-keys.json', 'utf8').replaceAll(
  '/usr/share/',
  '/no-such-folder/',
);
const IN_USE = 'file:///etc/qemu/firmware/50-qemu-firmware-test.json';

describe('the server, for an installed descriptor,', () => {
  let client: Client;
  afterEach(async () => {
    assert.deepEqual(client.logged, []);
    assert.equal(await client.stop(), 0);
  });

  it('reports missing images', async () => {
    client = await Client.start(NEOVIM);
    client.open(IN_USE, MISSING);
    const { diagnostics } = await client.publish(IN_USE, 1);
    assert.deepEqual(client.codes(diagnostics), ['image-missing', 'image-missing']);
  });

  it('does not report missing images if the descriptor is elsewhere', async () => {
    client = await Client.start(VSCODE);
    for (const uri of [
      'file:///somewhere/qemu/firmware/50-test.json',
      'untitled:/etc/qemu/firmware/50-test.json',
    ]) {
      client.open(uri, MISSING);
      const report = await client.pull(uri);
      assert.deepEqual(report.kind === 'full' && client.codes(report.items), [], uri);
    }
  });

  it('recognises by any form of URI whether an image is in the user’s own folder, like the descriptor', async () => {
    client = await Client.start(VSCODE);
    const text = MISSING.replaceAll('/no-such-folder/', '/home/my own/');
    for (const [uri, codes] of [
      ['untitled:/home/my%20own/50-new.json', []],
      ['file:///home/my%20own/50-test.json', []],
      ['vscode-remote://host/home/my%20own/50-test.json', []],
      ['file:///home/you/50-test.json', ['build-path', 'build-path']],
    ] as const) {
      client.open(uri, text);
      const report = await client.pull(uri);
      assert.deepEqual(report.kind === 'full' && client.codes(report.items), codes, uri);
    }
  });
});
