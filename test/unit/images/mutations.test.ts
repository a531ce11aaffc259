import assert from 'node:assert/strict';
import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { makeMemoryReader, type ImageReader } from '../../../server/src/images/imageReader';
import { inspectImage } from '../../../server/src/images/inspectImage';
import { clampRange, type ByteRange } from '../../../server/src/text/byteRange';
import {
  bytesOf,
  certificate,
  GLOBAL_VARIABLE,
  IMAGE_SECURITY,
  le,
  padded,
  signatureLists,
  variableVolume,
} from '../support/firmwareBytes';
import { bios, elf, firmware, igvm, qcow2 } from '../support/imageFiles';

const MUTATIONS = 10_000;
/** The seed of all that is random here: the same images on every run. */
const SEED = 20_261_122;
/** Far more than any sound image takes: what goes beyond goes round in a circle. */
const MAX_READS = 20_000;

const KEYS = variableVolume([
  { name: 'PK', vendor: GLOBAL_VARIABLE, data: signatureLists([certificate('Some Platform Key')]) },
  { name: 'db', vendor: IMAGE_SECURITY, data: signatureLists([certificate('One'), certificate('Two')]) },
  { name: 'Boot0000', data: 'gone', state: 0x3d },
]);
const CONFIDENTIAL = firmware([
  { guid: 'dc886566-984a-4798-a75e-5585a7bf67cc', data: bytesOf(le(0x800, 4)) },
  { guid: 'e47a6535-984a-4798-865e-4685a7bf8ec2', data: bytesOf(le(0x800, 4)) },
]);
CONFIDENTIAL.set(bytesOf('ASEV', le(40, 4), le(1, 4), le(2, 4)), CONFIDENTIAL.length - 0x800);

const SYNTHESISED: Readonly<Record<string, Uint8Array>> = {
  'x86 firmware': CONFIDENTIAL,
  'firmware after a branch': bytesOf(padded(bytesOf([0, 4, 0, 0x14]), 0x1000, 0), firmware()),
  'a variable store with keys': KEYS,
  'a plain variable store': variableVolume([{ name: 'Timeout' }], { authenticated: false }),
  'a qcow2 file': qcow2(CONFIDENTIAL),
  'a compressed qcow2 file': qcow2(KEYS, { compressed: true, clusterBits: 12 }),
  'an IGVM file': igvm([1, 2, 3]),
  'an ELF file': elf(62),
  'a PC BIOS': bios(),
};

/** From the packages ovmf, qemu-efi-aarch64 and seabios of Debian. */
const INSTALLED = [
  '/usr/share/OVMF/OVMF_CODE_4M.fd',
  '/usr/share/OVMF/OVMF_VARS_4M.ms.fd',
  '/usr/share/ovmf/OVMF.fd',
  '/usr/share/AAVMF/AAVMF_CODE.fd',
  '/usr/share/AAVMF/AAVMF_VARS.ms.fd',
  '/usr/share/seabios/bios-256k.bin',
];

/** Whole numbers from 0 up to `below`, the same for the same seed. (mulberry32) */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) % below;
  };
}

/** The ranges that are read of a sound image: the bytes that matter. */
async function rangesOf(image: ImageReader): Promise<ByteRange[]> {
  const ranges: ByteRange[] = [];
  await inspectImage({
    size: image.size,
    read(offset, length) {
      const range = clampRange(offset, length, image.size);
      if (range.length > 0) ranges.push(range);
      return image.read(offset, length);
    },
  });
  return ranges;
}

const EXTREMES = [0x00, 0x01, 0x7f, 0x80, 0xff];
const WIDTHS = [1, 2, 3, 4, 8];

/** Up to eight changes in the bytes that matter, some of which also cut the image off. */
function mutated(
  image: ImageReader,
  ranges: readonly ByteRange[],
  below: (n: number) => number,
): ImageReader {
  const changes = new Map<number, number>();
  for (let left = 1 + below(8); left > 0; left--) {
    const { offset, length } = ranges[below(ranges.length)] ?? { offset: 0, length: 1 };
    const at = offset + below(Math.min(length, 256));
    const width = WIDTHS[below(WIDTHS.length)] ?? 1;
    const extreme = below(2) === 0 ? EXTREMES[below(EXTREMES.length)] : undefined;
    for (let i = 0; i < width; i++) changes.set(at + i, extreme ?? below(256));
  }
  const size = below(8) === 0 ? below(image.size) : image.size;
  let reads = 0;
  return {
    size,
    async read(start, most) {
      assert.ok(++reads < MAX_READS, 'goes round in a circle');
      const { offset, length } = clampRange(start, most, size);
      const bytes = (await image.read(offset, length)).slice();
      for (const [at, value] of changes) if (at >= offset && at < offset + length) bytes[at - offset] = value;
      return bytes;
    },
  };
}

async function survives(image: ImageReader, count: number, seed: number): Promise<void> {
  const below = random(seed);
  const ranges = await rangesOf(image);
  const contents = new Set<string>();
  for (let i = 0; i < count; i++) {
    const facts = await inspectImage(mutated(image, ranges, below)).catch((error: unknown) => {
      throw new Error(`mutation ${i} of seed ${seed}`, { cause: error });
    });
    contents.add(facts.content);
    const json = JSON.stringify(facts);
    assert.ok(
      json.length < 100_000 && !json.includes('null'),
      `mutation ${i} of seed ${seed}: ${json.slice(0, 1000)}`,
    );
  }
  assert.ok(contents.size > 1, 'the mutations changed nothing that matters');
}

describe('the inspection of damaged images', function () {
  this.timeout(120_000);

  const share = Math.ceil(MUTATIONS / Object.keys(SYNTHESISED).length);
  Object.entries(SYNTHESISED).forEach(([name, bytes], i) => {
    it(`comes to an end with facts: ${share} mutations of ${name}`, () =>
      survives(makeMemoryReader(bytes), share, SEED + i));
  });

  INSTALLED.forEach((file, i) => {
    const count = Math.ceil(MUTATIONS / INSTALLED.length);
    it(`comes to an end with facts: ${count} mutations of ${file}`, async function () {
      if (!existsSync(file)) {
        console.log(`      skipped: no ${file} on this machine`);
        this.skip();
      }
      const fd = openSync(file, 'r');
      const { size } = fstatSync(fd);
      const image: ImageReader = {
        size,
        read(start, most) {
          const { offset, length } = clampRange(start, most, size);
          const bytes = new Uint8Array(length);
          readSync(fd, bytes, 0, length, offset);
          return Promise.resolve(bytes);
        },
      };
      try {
        await survives(image, count, SEED - i);
      } finally {
        closeSync(fd);
      }
    });
  });
});
