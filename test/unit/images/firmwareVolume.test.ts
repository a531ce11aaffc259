import assert from 'node:assert/strict';
import { findVolumes } from '../../../server/src/images/firmwareVolume';
import { makeCountingReader, makeMemoryReader } from '../../../server/src/images/imageReader';
import { bytesOf, NON_VOLATILE_DATA, padded, SOME_GUID, volume } from '../support/firmwareBytes';

const page = (count: number): Uint8Array => new Uint8Array(count * 0x1000);
const found = (image: Uint8Array): ReturnType<typeof findVolumes> => findVolumes(makeMemoryReader(image));

describe('findVolumes', () => {
  it('finds consecutive volumes and determines their kinds by their file system', async () => {
    const image = bytesOf(
      volume(new Uint8Array(0x100), { guid: NON_VOLATILE_DATA }),
      volume(new Uint8Array(8)),
      volume(new Uint8Array(8), { guid: SOME_GUID }),
    );
    assert.deepEqual(
      (await found(image)).map(({ offset, length, kind, checksum }) => [offset, length, kind, checksum]),
      [
        [0, 0x148, 'variables', true],
        [0x148, 0x50, 'code', true],
        [0x198, 0x50, 'other', true],
      ],
    );
  });

  it('finds the first volume after a page of code', async () => {
    const [only] = await found(bytesOf(page(1), volume(new Uint8Array(8))));
    assert.equal(only?.offset, 0x1000);
  });

  it('gives up after 16 pages without a volume', async () => {
    const last = bytesOf(page(16), volume(new Uint8Array(8)));
    assert.equal((await found(last)).length, 1);
    assert.deepEqual(await found(bytesOf(page(1), last)), []);
  });

  it('sees a wrong checksum', async () => {
    const [only] = await found(volume(new Uint8Array(8), { checksumError: 1 }));
    assert.equal(only?.checksum, false);
  });

  it('reports a volume that is cut off, and reads nothing after it', async () => {
    const [first, second] = await found(volume(new Uint8Array(8), { length: 0x10000 }));
    assert.equal(first?.length, 0x10000);
    assert.equal(second, undefined);
  });

  it('takes no header whose lengths cannot be', async () => {
    for (const options of [{ headerLength: 0x20 }, { headerLength: 0xfffe }, { length: 0x40 }, { length: 0 }])
      assert.deepEqual(await found(volume(new Uint8Array(8), options)), [], JSON.stringify(options));
    const tooLong = volume(new Uint8Array(8));
    tooLong.fill(0xff, 0x20, 0x28);
    assert.deepEqual(await found(tooLong), []);
  });

  it('reads little of an image of any content', async () => {
    const many = bytesOf(...Array.from({ length: 500 }, () => volume(new Uint8Array(0))));
    for (const image of [many, page(200), padded(new Uint8Array(0), 0x100000)]) {
      const reader = makeCountingReader(makeMemoryReader(image));
      await findVolumes(reader);
      assert.ok(reader.bytes < 8192, `${reader.bytes} bytes`);
    }
  });
});
