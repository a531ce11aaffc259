import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { SOUND } from '../support/commandLine';
import { Client } from './client';
import { VSCODE } from './kinds';

/** Replacements of a thread, and what the log must say about each. */
const BROKEN: readonly (readonly [string, string | undefined, RegExp])[] = [
  ['is missing', undefined, /Cannot find module/],
  ['fails at once', 'throw new Error("broken at the start");', /broken at the start\n {4}at /],
  ['fails later', 'setImmediate(() => { throw new Error("broken later"); });', /broken later/],
  ['rejects', 'void Promise.reject(new Error("not kept"));', /not kept/],
  ['exits', 'process.exit(7);', /exited with 7/],
  ['has nothing to say', '', /exited with 0/],
];

describe('a thread that ends without an answer', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'qemu-firmware-'));
    for (const name of ['server.js', 'shared.js'])
      copyFileSync(path.join('dist', name), path.join(folder, name));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  for (const [what, script, reason] of BROKEN)
    it(`is logged with its reason, and its question answered with an error: ${what}`, async () => {
      for (const name of ['selectionWorker', 'imageWorker'])
        if (script !== undefined) {
          // The image worker is loaded by the server as well, for the headers.
          const isThread = 'if (!require("node:worker_threads").isMainThread)';
          writeFileSync(path.join(folder, `${name}.js`), `${isThread} { ${script} }`);
        }
      const client = await Client.start(VSCODE, {}, path.join(folder, 'server.js'));
      const executable = pathToFileURL(path.join(folder, 'x.fd')).href;
      for (const [method, params] of [
        ['searchPath', {}],
        ['explain', { guest: {} }],
        ['draft', { executable }],
      ] as const) {
        const logged = client.logged.length;
        await assert.rejects(client.request(`qemuFirmware/${method}`, params), { code: -32603 });
        const line = await client.until(() => client.logged[logged]);
        assert.match(line, new RegExp(`^qemuFirmware/${method} failed: Error: The thread \\w+\\.js ended`));
        assert.match(line, reason);
      }
      assert.equal(await client.stop(), 0);
    });

  it('only affects the findings on images, and the log says so once', async () => {
    const image = path.join(folder, 'x.fd');
    writeFileSync(image, Buffer.alloc(65536, 'code'));
    const text = SOUND.replace('/usr/share/OVMF/OVMF_CODE_4M.ms.fd', image);
    assert.notEqual(text, SOUND);
    const client = await Client.start(VSCODE, { XDG_CONFIG_HOME: folder }, path.join(folder, 'server.js'));
    const uri = pathToFileURL(path.join(folder, 'qemu/firmware/60-x.json')).href;
    client.open(uri, text.replace('"verbose-dynamic"', '"verbose-dynamik"'));
    for (let time = 0; time < 2; time++) {
      const report = await client.pull(uri);
      assert.ok(report.kind === 'full' && client.codes(report.items).includes('unknown-value'));
      client.edit(uri, '"verbose-dynamik"', '"verbose-dynamik" ');
    }
    const lines = client.logged.filter((line) => line.startsWith(`${image} cannot be looked into: `));
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? '', /imageWorker/);
    assert.equal(await client.stop(), 0);
  });
});
