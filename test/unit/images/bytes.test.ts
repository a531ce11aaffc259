import assert from 'node:assert/strict';
import {
  readGuid,
  toGuidBytes,
  hasSignature,
  isFilledWith,
  readLatin1,
  readU16,
  readU16be,
  readU24,
  readU32,
  readU32be,
  readU64,
  readU64be,
} from '../../../server/src/images/bytes';
import { makeCountingReader, makeMemoryReader } from '../../../server/src/images/imageReader';
import { clampRange, MAX_READ } from '../../../server/src/text/byteRange';

const COUNTED = Uint8Array.from({ length: 16 }, (_, i) => 0xf0 + i);

describe('numbers in bytes', () => {
  it('are read in both byte orders, without a sign', () => {
    assert.deepEqual(
      [
        readU16(COUNTED, 1),
        readU24(COUNTED, 1),
        readU32(COUNTED, 1),
        readU16be(COUNTED, 1),
        readU32be(COUNTED, 1),
      ],
      [0xf2f1, 0xf3f2f1, 0xf4f3f2f1, 0xf1f2, 0xf1f2f3f4],
    );
  });

  it('are exact up to 2^53 - 1, and infinite above', () => {
    const largest = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x1f, 0x00);
    assert.equal(readU64(largest, 0), Number.MAX_SAFE_INTEGER);
    assert.equal(readU64be(largest.toReversed(), 0), Number.MAX_SAFE_INTEGER);
    const next = Uint8Array.of(0, 0, 0, 0, 0, 0, 0x20, 0);
    assert.equal(readU64(next, 0), Infinity);
    assert.equal(readU64be(next.toReversed(), 0), Infinity);
  });

  it('beyond the end are zero', () => {
    assert.deepEqual(
      [readU16(COUNTED, 15), readU32(COUNTED, 16), readU64(COUNTED, 400), readU64be(COUNTED, -400)],
      [0xff, 0, 0, 0],
    );
  });
});

describe('GUIDs in bytes', () => {
  const guid = 'aaf32c78-947b-439a-a180-2e144ec37792';
  const bytes = Uint8Array.from(Buffer.from('782cf3aa7b949a43a1802e144ec37792', 'hex'));

  it('have three little-endian groups and two that are not', () => {
    assert.equal(readGuid(bytes, 0), guid);
    assert.deepEqual(toGuidBytes(guid), bytes);
  });

  it('are zeros beyond the end', () => {
    assert.equal(readGuid(bytes, 15), '00000092-0000-0000-0000-000000000000');
  });
});

describe('texts in bytes', () => {
  it('are compared where they lie', () => {
    const bytes = new TextEncoder().encode('xx_FVH');
    assert.ok(hasSignature(bytes, 2, '_FVH') && hasSignature(bytes, 2, [0x5f, 0x46]));
    assert.ok(
      !hasSignature(bytes, 1, '_FVH') && !hasSignature(bytes, 3, '_FVH') && !hasSignature(bytes, 3, 'FVH_'),
    );
    assert.equal(readLatin1(bytes, 3, 90), 'FVH');
  });

  it('are told from fill', () => {
    assert.ok(isFilledWith(new Uint8Array(9), 0) && !isFilledWith(COUNTED, 0xf0));
  });
});

describe('the reader of an image in memory', () => {
  const reader = makeCountingReader(makeMemoryReader(COUNTED));

  it('gives what is asked for, less at the end, nothing beyond it', async () => {
    assert.deepEqual([...(await reader.read(2, 2))], [0xf2, 0xf3]);
    assert.deepEqual([...(await reader.read(14, 9))], [0xfe, 0xff]);
    assert.equal((await reader.read(16, 1)).length, 0);
    assert.deepEqual([reader.size, reader.reads, reader.bytes], [16, 3, 4]);
  });

  it('takes any number', async () => {
    const odd = [NaN, Infinity, -Infinity, -1, 0.5, 2 ** 53, Number.MAX_VALUE, -0];
    for (const offset of odd)
      for (const length of odd) {
        const { length: found } = await reader.read(offset, length);
        assert.ok(found <= Math.max(0, length || 0), `${offset}, ${length}: ${found}`);
      }
    assert.equal((await reader.read(0, Infinity)).length, 16);
  });

  it('has a bound for one read', () => {
    assert.deepEqual(clampRange(5, 2 ** 52, 2 ** 53 - 1), { offset: 5, length: MAX_READ });
  });
});
