import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Budget, UNPACKED_COST } from '../../../server/src/images/budget';
import type { Qcow2Refusal } from '../../../server/src/images/facts';
import { makeCountingReader, makeMemoryReader } from '../../../server/src/images/imageReader';
import { readGuestImage } from '../../../server/src/images/qcow2';
import { be, counted, noise, qcow2, type Qcow2Options } from '../support/imageFiles';

const unlimited = (): Budget => new Budget(Infinity);
const CONTENT = counted(100_000);

/** What the guest sees of `content` in a qcow2 file. */
async function guestBytes(file: Uint8Array, offset = 0, length = Infinity): Promise<Uint8Array> {
  const { reader } = await readGuestImage(makeMemoryReader(file), unlimited());
  assert.ok(reader);
  return reader.read(offset, length);
}

describe('a qcow2 image', () => {
  const layouts: Record<string, Qcow2Options> = {
    'of version 2': { version: 2 },
    'of version 3': {},
    'with clusters of 64 KiB': { clusterBits: 16 },
    'with compressed clusters': { compressed: true },
    'with compressed clusters of 64 KiB': { compressed: true, clusterBits: 16 },
  };
  for (const [name, options] of Object.entries(layouts))
    it(`${name} is read through its tables`, async () => {
      const file = qcow2(CONTENT, options);
      const { format, size, qcow2: facts } = await readGuestImage(makeMemoryReader(file), unlimited());
      const { version = 3, clusterBits = 9 } = options;
      assert.deepEqual(
        { format, size, facts },
        {
          format: 'qcow2',
          size: CONTENT.length,
          facts: { version, clusterSize: 2 ** clusterBits, declined: undefined },
        },
      );
      assert.deepEqual(await guestBytes(file), CONTENT);
      assert.deepEqual(await guestBytes(file, 511, 2050), CONTENT.slice(511, 511 + 2050));
      assert.equal((await guestBytes(file, CONTENT.length, 1)).length, 0);
    });

  it('is zeros where no cluster is, and where the file was cut off', async () => {
    const expected = CONTENT.slice(0, 4096).fill(0, 1024, 1536);
    const file = qcow2(CONTENT.slice(0, 4096), { absent: [2] });
    assert.deepEqual(await guestBytes(file), expected);
    assert.deepEqual(await guestBytes(file.slice(0, -256)), expected.fill(0, 4096 - 256));
  });

  it('is as large as its header says, without the clusters that were never written', async () => {
    const file = qcow2(CONTENT.slice(0, 1024), { size: 20_000 });
    assert.deepEqual(
      await guestBytes(file),
      Uint8Array.from([...CONTENT.slice(0, 1024), ...new Uint8Array(18_976)]),
    );
  });

  it('costs little more than is asked for', async () => {
    const file = makeCountingReader(makeMemoryReader(qcow2(CONTENT, { clusterBits: 16 })));
    const { reader } = await readGuestImage(file, unlimited());
    await reader?.read(70_000, 100);
    assert.equal(file.bytes, 112 + 8 + 8 + 100);
  });

  it('is unpacked no further than is asked for', async () => {
    const content = noise(100_000);
    const file = makeCountingReader(makeMemoryReader(qcow2(content, { clusterBits: 17, compressed: true })));
    const { reader } = await readGuestImage(file, unlimited());
    assert.deepEqual(await reader?.read(10, 100), content.slice(10, 110));
    // Stored blocks, which have up to 64 KiB, are unpacked as a whole.
    assert.ok(file.bytes < 65_536 + 4096, String(file.bytes));
    assert.deepEqual(await reader?.read(90_000, 100), content.slice(90_000, 90_100));
    assert.ok(file.bytes > 80_000, String(file.bytes));
  });

  it('is unpacked once where a compressed cluster is read in pieces', async () => {
    const file = makeCountingReader(makeMemoryReader(qcow2(CONTENT, { clusterBits: 16, compressed: true })));
    const { reader } = await readGuestImage(file, unlimited());
    await reader?.read(0, 100);
    const { bytes } = file;
    await reader?.read(3000, 100);
    assert.equal(file.bytes, bytes);
  });

  it('is not unpacked without end', async () => {
    const clusterBits = 21;
    const clusters = 8;
    const content = new Uint8Array((clusters + 3) * 2 ** clusterBits).fill(1);
    const budget = new Budget(clusters * 2 ** clusterBits * UNPACKED_COST);
    const file = makeMemoryReader(qcow2(content, { clusterBits, compressed: true }));
    const { reader } = await readGuestImage(file, budget);
    let found = 0;
    for (let at = 0; at < content.length; at += 2 ** clusterBits)
      found += (await reader?.read(at, 1))?.[0] ?? 0;
    assert.equal(found, clusters);
    assert.ok(budget.isSpent);
  });

  const refused: Record<Exclude<Qcow2Refusal, 'costly'>, Record<number, number[]>> = {
    'backing-file': { 8: be(0x200, 8) },
    encrypted: { 32: be(2, 4) },
    'data-file': { 72: be(4, 8) },
    'extended-l2': { 72: be(16, 8) },
    zstd: { 72: be(8, 8), 104: [1] },
    'unknown-feature': { 72: be(2 ** 40, 8) },
    broken: { 20: be(63, 4) },
  };
  for (const [declined, patches] of Object.entries(refused))
    it(`is not read where it is ${declined}`, async () => {
      const found = await readGuestImage(makeMemoryReader(qcow2(CONTENT, { patches })), unlimited());
      assert.equal(found.qcow2?.declined, declined);
      assert.equal(found.reader, undefined);
      assert.equal(found.size, CONTENT.length);
    });

  it('is read where it is only marked as dirty or corrupt', async () => {
    assert.deepEqual(await guestBytes(qcow2(CONTENT, { patches: { 72: be(3, 8) } })), CONTENT);
  });

  it('is broken where its size is beyond its tables, or beyond numbers', async () => {
    for (const size of [2 ** 40, 2 ** 60]) {
      const found = await readGuestImage(makeMemoryReader(qcow2(CONTENT, { size })), unlimited());
      assert.equal(found.qcow2?.declined, 'broken');
      assert.equal(found.size, size > Number.MAX_SAFE_INTEGER ? 0 : size);
    }
  });

  it('with damaged compressed data is read as far as that goes', async () => {
    const file = qcow2(CONTENT, { compressed: true, clusterBits: 12 });
    file.fill(0xff, -3000);
    const found = await guestBytes(file);
    assert.ok(found.length < CONTENT.length && found.length >= 4096, String(found.length));
    assert.deepEqual(found.subarray(0, 4096), CONTENT.subarray(0, 4096));
  });

  it('is read as far as the file goes if clusters or tables are after its end', async () => {
    const file = qcow2(CONTENT);
    assert.deepEqual(
      await guestBytes(file.slice(0, -2048)),
      CONTENT.subarray(0, CONTENT.length - (CONTENT.length % 512) + 512 - 2048),
    );
    assert.equal((await guestBytes(file.slice(0, 1024))).length, 0);
  });

  it('is broken where its header or its first table is cut off', async () => {
    for (const length of [16, 100, 512]) {
      const found = await readGuestImage(makeMemoryReader(qcow2(CONTENT).slice(0, length)), unlimited());
      assert.equal(found.qcow2?.declined, 'broken');
    }
  });

  it('is what another file is not', async () => {
    for (const bytes of [new Uint8Array(), CONTENT, qcow2(CONTENT, { patches: { 4: be(4, 4) } })]) {
      const { format, size, reader } = await readGuestImage(makeMemoryReader(bytes), unlimited());
      assert.deepEqual([format, size], ['raw', bytes.length]);
      assert.deepEqual(await reader?.read(0, Infinity), bytes);
    }
  });

  it('is read as qemu-img writes it', async function () {
    if (spawnSync('qemu-img', ['--version']).status !== 0) {
      console.log('      skipped: no qemu-img on this machine');
      this.skip();
    }
    const folder = mkdtempSync(path.join(tmpdir(), 'qemu-firmware-'));
    try {
      const raw = path.join(folder, 'raw');
      writeFileSync(raw, CONTENT.subarray(0, 97_280));
      for (const options of [
        ['-c'],
        [],
        ['-o', 'cluster_size=2M', '-c'],
        ['-o', 'cluster_size=512,compat=0.10'],
      ]) {
        const file = path.join(folder, 'qcow2');
        const made = spawnSync('qemu-img', ['convert', '-O', 'qcow2', ...options, raw, file]);
        assert.equal(made.status, 0, made.stderr.toString());
        assert.deepEqual(await guestBytes(readFileSync(file)), CONTENT.slice(0, 97_280), options.join(' '));
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
