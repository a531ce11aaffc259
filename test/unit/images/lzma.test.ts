import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Budget } from '../../../server/src/images/budget';
import { LzmaDecoder } from '../../../server/src/images/lzma';
import { lzmaOf } from '../support/lzmaEncoder';
import { randomNumbers } from '../support/randomNumbers';

const MEBIBYTE = 1024 * 1024;
/** What it costs to open what `lzmaOf` makes: tables for 3 literal context bits, and the first buffer. */
const TABLES = (1847 + 8 * 0x300) * 2 + 65_536;

function decoded(bytes: Uint8Array, budget = new Budget(Infinity)): LzmaDecoder {
  const decoder = LzmaDecoder.open(bytes, budget);
  assert.ok(decoder);
  decoder.run(Infinity);
  return decoder;
}

const random = randomNumbers(20_261_122);
const randomBytes = (length: number): Uint8Array => Uint8Array.from({ length }, () => random(256));

/** What compresses well and badly, near and far: repeats at all distances, runs, text and noise. */
const samples: Readonly<Record<string, Uint8Array>> = {
  nothing: new Uint8Array(0),
  'one byte': Uint8Array.of(65),
  zeros: new Uint8Array(100_000),
  noise: randomBytes(50_000),
  'a program': readFileSync(__filename),
  'repeats at many distances': repeats(400_000),
  'words of 16 bytes': Uint8Array.from({ length: 200_000 }, (_, at) => (at % 16) * (at >> 12)),
};

function repeats(length: number): Uint8Array {
  const bytes = randomBytes(length);
  for (let at = 1000; at < length; at += 300) {
    const distance = 1 + random(1 + random(at));
    for (let to = at; to < Math.min(at + 290, length); to++) bytes[to] = bytes[to - distance] ?? 0;
  }
  return bytes;
}

describe('LzmaDecoder', () => {
  for (const endMark of [true, false])
    it(`decodes what ends ${endMark ? 'with an end mark' : 'at the size in its header'}`, () => {
      const bytes = new TextEncoder().encode('Firmware, firmware, firmware. '.repeat(40));
      const { state, output } = decoded(lzmaOf(bytes, { endMark }));
      assert.equal(state, 'done');
      assert.deepEqual(output, bytes);
    });

  it('decodes in slices', () => {
    const bytes = randomBytes(5000);
    const decoder = LzmaDecoder.open(lzmaOf(bytes), new Budget(Infinity));
    assert.ok(decoder);
    let slices = 0;
    for (; decoder.state === 'more'; slices++) decoder.run(1000);
    assert.equal(slices, 5);
    assert.deepEqual(decoder.output, bytes);
  });

  it('opens nothing that promises more than it may, and nothing without a header', () => {
    const packed = lzmaOf(new Uint8Array(1000));
    const isOpened = (bytes: Uint8Array, units: number): boolean =>
      LzmaDecoder.open(bytes, new Budget(units)) !== undefined;
    assert.ok(isOpened(packed, TABLES + 2000));
    assert.ok(!isOpened(packed, TABLES + 1999));
    assert.ok(!isOpened(packed.subarray(0, 17), Infinity));
    assert.ok(!isOpened(Uint8Array.of(225, ...packed.subarray(1)), Infinity));
  });

  it('stops where the budget is spent', () => {
    const bytes = lzmaOf(randomBytes(50_000), { endMark: true });
    // Each byte is a literal of its own, for ten units.
    const { state, position } = decoded(bytes, new Budget(TABLES + 20_000 * 10));
    assert.deepEqual([state, position], ['broken', 20_480]);
    assert.equal(decoded(bytes, new Budget(TABLES + 50_001 * 10)).state, 'done');
  });

  it('pays for its tables, which three bits of the header make 250 times as large', () => {
    const largest = Uint8Array.of(8 + 9 * 4, ...lzmaOf(new Uint8Array(1)).subarray(1));
    const budget = new Budget(64 * MEBIBYTE);
    let opened = 0;
    while (LzmaDecoder.open(largest, budget)) opened++;
    assert.equal(opened, 10);
  });

  it('does not take what is cut off for whole', () => {
    const packed = lzmaOf(randomBytes(1000));
    assert.equal(decoded(packed.subarray(0, 500)).state, 'broken');
    assert.equal(decoded(lzmaOf(randomBytes(1000), { endMark: true }).subarray(0, 500)).state, 'broken');
  });

  it('comes to an end within the limit on anything', () => {
    const packed = lzmaOf(samples['a program'] ?? new Uint8Array(0)).subarray(0, 3000);
    for (let run = 0; run < 500; run++) {
      const mutated = packed.slice();
      for (let flips = 0; flips < 3; flips++) mutated[random(run % 2 ? 40 : mutated.length)] = random(256);
      const decoder = LzmaDecoder.open(mutated, new Budget(MEBIBYTE));
      decoder?.run(Infinity);
      assert.notEqual(decoder?.state, 'more');
      assert.ok((decoder?.position ?? 0) <= MEBIBYTE / 2);
    }
  });

  const options = ['-0', '-9e', '--lzma1=lc=0,lp=2,pb=0', '--lzma1=lc=4,lp=0,pb=4', '--lzma1=dict=4KiB'];
  for (const option of options)
    it(`decodes what “xz ${option}” writes, byte for byte`, function () {
      if (spawnSync('xz', ['--version']).status !== 0) {
        console.log('      skipped: no xz on this machine');
        this.skip();
      }
      for (const [name, bytes] of Object.entries(samples)) {
        const packed = spawnSync('xz', ['--format=lzma', '--stdout', option], {
          input: bytes,
          maxBuffer: 16 * MEBIBYTE,
        });
        assert.equal(packed.status, 0, String(packed.stderr));
        const { state, output } = decoded(packed.stdout);
        assert.equal(state, 'done', name);
        assert.equal(Buffer.compare(output, bytes), 0, name);
      }
    });
});
