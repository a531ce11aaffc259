import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { askInThreads } from '../../server/src/workspace/nodeThread';
import { file, pe, section, volume } from '../unit/support/firmwareBytes';

const DXE_CORE = 0x05;
const PE32 = 0x10;

describe('the thread that reads images', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'image-worker-'));
  const ask = askInThreads(path.resolve('dist/imageWorker.js'));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('reports what the modules of an image show', async () => {
    const image = path.join(folder, 'firmware.fd');
    writeFileSync(image, volume(file(DXE_CORE, section(PE32, pe(0xaa64)))));
    assert.deepEqual(await ask(image), {
      secureBoot: false,
      smm: false,
      acpiS3: false,
      amdSev: false,
      tdx: false,
      tpm: false,
      dxeArchitecture: 'aarch64',
    });
  });

  it('returns nothing for files that are not firmware, or missing', async () => {
    const other = path.join(folder, 'other');
    writeFileSync(other, 'something else');
    for (const name of [other, folder, path.join(folder, 'missing')])
      assert.equal(await ask(name), undefined);
  });
});
