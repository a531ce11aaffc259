import assert from 'node:assert/strict';
import type { ImageFacts } from '../../../server/src/images/facts';
import { makeCountingReader, makeMemoryReader } from '../../../server/src/images/imageReader';
import { inspectImage, INSPECTION_LIMIT } from '../../../server/src/images/inspectImage';
import { bytesOf, le, padded, pe, variableVolume, volume } from '../support/firmwareBytes';
import { bios, counted, elf, firmware, igvm, noise, qcow2, type TableEntry } from '../support/imageFiles';

function inspect(bytes: Uint8Array): Promise<ImageFacts> {
  return inspectImage(makeMemoryReader(bytes));
}

/** A kernel of 4 KiB with some bytes at an offset. */
function kernel(...parts: readonly (readonly [offset: number, bytes: Uint8Array])[]): Uint8Array {
  const image = new Uint8Array(4096);
  for (const [offset, bytes] of parts) image.set(bytes, offset);
  return image;
}

/** The facts that only some images have. */
const NOTHING: Partial<ImageFacts> = {
  qcow2: undefined,
  core: undefined,
  ovmf: undefined,
  igvm: undefined,
  elf: undefined,
  linux: undefined,
  pe: undefined,
  biosDate: undefined,
};

describe('the facts of an image', () => {
  it('describe the parts of an x86 image', async () => {
    const facts = await inspect(firmware());
    assert.equal(facts.content, 'uefi');
    assert.deepEqual(
      facts.volumes.map(({ offset, length, kind, checksum }) => ({ offset, length, kind, checksum })),
      [
        { offset: 0, length: 0x4000, kind: 'variables', checksum: true },
        { offset: 0x4000, length: 0x1000, kind: 'code', checksum: true },
      ],
    );
    assert.equal(facts.variables?.count, 1);
    assert.deepEqual(facts.core, {
      architecture: 'x86_64',
      kind: 'sec',
      offset: 0x4064,
      debugStrings: false,
    });
    assert.deepEqual(facts.ovmf?.entries, []);
  });

  it('are the same through a qcow2 file', async () => {
    const raw = await inspect(firmware());
    const file = qcow2(firmware(), { compressed: true });
    const container = { version: 3, clusterSize: 512, declined: undefined };
    assert.deepEqual(await inspect(file), {
      ...raw,
      format: 'qcow2',
      fileSize: file.length,
      qcow2: container,
    });
  });

  it('stop at a qcow2 file that is not read', async () => {
    const facts = await inspect(qcow2(firmware(), { patches: { 32: [0, 0, 0, 1] } }));
    assert.deepEqual(
      [facts.content, facts.qcow2?.declined, facts.size, facts.volumes],
      ['unknown', 'encrypted', firmware().length, []],
    );
  });

  it('leave a qcow2 file alone whose clusters cost too much to look into', async () => {
    const image = bytesOf(volume(noise(0x20000)), variableVolume([]));
    const file = makeCountingReader(makeMemoryReader(qcow2(image, { clusterBits: 21, compressed: true })));
    const { content, qcow2: container, volumes } = await inspectImage(file);
    assert.deepEqual([content, container?.declined, volumes], ['unknown', 'costly', []]);
    assert.ok(file.bytes <= INSPECTION_LIMIT, String(file.bytes));
  });

  it('say that a qcow2 file is broken where it was cut off, not that it is blank', async () => {
    const file = qcow2(firmware());
    const inData = (await inspect(qcow2(new Uint8Array()))).fileSize + 1024;
    for (const length of [16, 600, inData, file.length / 2]) {
      const { content, qcow2: container } = await inspect(file.slice(0, length));
      assert.deepEqual([content, container?.declined], ['unknown', 'broken'], String(length));
    }
  });

  const others: Record<string, readonly [Uint8Array, Partial<ImageFacts>]> = {
    'a variable store': [variableVolume([]), { content: 'variables' }],
    zeros: [new Uint8Array(70_000), { content: 'blank' }],
    'erased flash': [new Uint8Array(70_000).fill(0xff), { content: 'blank' }],
    'something at the end of zeros': [padded(new Uint8Array(70_000), 70_001, 7), { content: 'unknown' }],
    'an empty file': [new Uint8Array(), { content: 'unknown' }],
    noise: [counted(70_000), { content: 'unknown' }],
    'volumes of no known kind': [
      volume(new Uint8Array(0x1000), { guid: '00000000-0000-0000-0000-000000000001' }),
      { content: 'unknown' },
    ],
    'a PC BIOS': [bios(), { content: 'bios', biosDate: '06/23/99' }],
    'a ROM that starts with no far jump': [bios('06/23/99', 0xe9), { content: 'unknown' }],
    'a ROM without a date': [bios('06.23.99'), { content: 'unknown' }],
    'a 64-bit ELF file': [elf(243), { content: 'elf', elf: { machine: 243, architecture: 'riscv64' } }],
    'a 32-bit ELF file of a 64-bit machine': [
      elf(243, { bits: 32 }),
      { content: 'elf', elf: { machine: 243, architecture: undefined } },
    ],
    'a big-endian ELF file': [
      elf(21, { bigEndian: true }),
      { content: 'elf', elf: { machine: 21, architecture: undefined } },
    ],
    'a PE file': [padded(pe(0xaa64), 600, 0), { content: 'pe', pe: { architecture: 'aarch64' } }],
    'a PE file of another machine': [
      padded(pe(0x1234), 600, 0),
      { content: 'pe', pe: { architecture: undefined } },
    ],
    'a 64-bit bzImage': [
      kernel(
        [0, pe(0x8664)],
        [0x1fe, bytesOf([0x55, 0xaa, 0xeb, 0x66], 'HdrS', le(0x20f, 2))],
        [0x236, bytesOf([0x3f])],
      ),
      { content: 'linux', linux: { architecture: 'x86_64' } },
    ],
    'a 32-bit bzImage': [
      kernel([0x1fe, bytesOf([0x55, 0xaa, 0xeb, 0x66], 'HdrS', le(0x20f, 2))]),
      { content: 'linux', linux: { architecture: 'i386' } },
    ],
    'a zImage': [
      kernel([0x24, bytesOf(le(0x016f2818, 4))]),
      { content: 'linux', linux: { architecture: 'arm' } },
    ],
    'an arm64 Image': [
      kernel([0, pe(0xaa64)], [0x38, bytesOf('ARMd')]),
      { content: 'linux', linux: { architecture: 'aarch64' } },
    ],
    'a RISC-V Image': [
      kernel([0x38, bytesOf('RSC', [5])]),
      { content: 'linux', linux: { architecture: 'riscv64' } },
    ],
    'a LoongArch kernel': [
      kernel([0, pe(0x6264)], [0x38, bytesOf(le(0x818223cd, 4))]),
      { content: 'linux', linux: { architecture: 'loongarch64' } },
    ],
    'an IGVM file': [
      igvm([2, 3, 9]),
      { content: 'igvm', igvm: { version: 1, totalSize: 144, platforms: ['sev-snp', 'tdx', 'platform-9'] } },
    ],
  };
  for (const [name, [bytes, expected]] of Object.entries(others))
    it(`name ${name}`, async () => {
      const facts = await inspect(bytes);
      const { fileSize, size, format, volumes, variables, ...found } = facts;
      assert.deepEqual({ ...NOTHING, ...found }, { ...NOTHING, ...expected });
      assert.deepEqual([fileSize, size, format], [bytes.length, bytes.length, 'raw']);
      assert.equal(variables !== undefined, expected.content === 'variables');
      assert.ok(volumes.length <= 1);
    });

  it('cost at most 64 KiB, however large the image is', async () => {
    const reader = makeCountingReader(makeMemoryReader(padded(firmware(), 64 * 1024 * 1024, 0)));
    await inspectImage(reader);
    assert.ok(reader.bytes <= 64 * 1024, `${reader.bytes} bytes`);
  });
});

describe('the table at the end of OVMF', () => {
  const entry = (guid: string, ...parts: (Uint8Array | number[])[]): TableEntry => ({
    guid,
    data: bytesOf(...parts),
  });
  const SEV_ES = '00f771de-1a7e-4fcb-890e-68c77e2fb44e';
  const SECRET = '4c2eb361-7d9b-4cc3-8081-127c90d3d294';
  const HASHES = '7255371f-3a3b-4b04-927b-1da6efa8d454';
  const SEV = 'dc886566-984a-4798-a75e-5585a7bf67cc';
  const TDX = 'e47a6535-984a-4798-865e-4685a7bf8ec2';
  const IGVM = '784fa70e-3176-4677-8a20-04b68699e374';

  /** An image with metadata 0x800 and 0x700 bytes before its end. */
  async function table(...entries: readonly TableEntry[]): Promise<ImageFacts['ovmf']> {
    const image = firmware(entries);
    const section = (type: number, length: number, at: number): Uint8Array => {
      const bytes = new Uint8Array(length);
      bytes.set(le(type, 4), at);
      return bytes;
    };
    image.set(
      bytesOf('ASEV', le(40, 4), le(1, 4), le(2, 4), section(2, 12, 8), section(0x10, 12, 8)),
      image.length - 0x800,
    );
    image.set(bytesOf('TDVF', le(48, 4), le(1, 4), le(1, 4), section(3, 32, 24)), image.length - 0x700);
    return (await inspect(image)).ovmf;
  }

  it('says what it knows of confidential guests', async () => {
    const found = await table(
      entry(SEV, le(0x800, 4)),
      entry(TDX, le(0x700, 4)),
      entry(IGVM, le(0, 4)),
      entry(HASHES, le(0x1000, 4), le(0x400, 4)),
      entry(SECRET, le(0x2000, 4), le(0xc00, 4)),
      entry(SEV_ES, le(0x1234, 4)),
    );
    assert.deepEqual(found, {
      offset: 0x5000 - 0x20 - 18 - 6 * 18 - 4 * 4 - 2 * 8,
      sevEs: true,
      sevSecret: true,
      sevHashes: 'supported',
      sevMetadata: [2, 0x10],
      tdvf: [3],
      igvm: true,
      entries: [SEV_ES, SECRET, HASHES, IGVM, TDX, SEV],
    });
  });

  it('tells a place of no size from one', async () => {
    const found = await table(entry(HASHES, le(1, 4), le(0, 4)), entry(SECRET, le(1, 4), le(0, 4)));
    assert.deepEqual([found?.sevHashes, found?.sevSecret, found?.sevEs], ['unsupported', false, false]);
  });

  it('tells no hashes from hashes that are not supported', async () => {
    assert.equal((await table())?.sevHashes, 'absent');
  });

  it('takes no metadata from a place that has none', async () => {
    const found = await table(entry(SEV, le(0x700, 4)), entry(TDX, le(0xffff_ffff, 4)));
    assert.deepEqual([found?.sevMetadata, found?.tdvf], [undefined, undefined]);
  });

  it('may be longer than what is read first', async () => {
    const found = await table(entry(SEV_ES, le(1, 4)), entry(IGVM, new Uint8Array(600)));
    assert.deepEqual(found?.entries, [IGVM, SEV_ES]);
  });

  it('ends at an entry whose length makes no sense', async () => {
    const image = firmware([entry(SEV_ES, le(1, 4)), entry(IGVM, le(1, 4))]);
    image.set(le(17, 2), image.length - 0x20 - 18 - 18);
    assert.deepEqual((await inspect(image)).ovmf?.entries, []);
  });
});
