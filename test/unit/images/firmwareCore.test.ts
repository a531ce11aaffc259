import assert from 'node:assert/strict';
import { Budget } from '../../../server/src/images/budget';
import { findCore } from '../../../server/src/images/firmwareCore';
import { findVolumes } from '../../../server/src/images/firmwareVolume';
import {
  makeCountingReader,
  makeMemoryReader,
  type ImageReader,
} from '../../../server/src/images/imageReader';
import { makeLimitedReader } from '../../../server/src/images/limitedReader';
import {
  bytesOf,
  encodedSection,
  file,
  files,
  guidedHeader,
  le,
  NON_VOLATILE_DATA,
  padded,
  pe,
  section,
  sections,
  SOME_GUID,
  te,
  volume,
} from '../support/firmwareBytes';

const SEC = 0x03;
const PEI_CORE = 0x04;
const PAD = 0xf0;
const PE32 = 0x10;
const TE = 0x12;
const RAW = 0x19;

async function coreOf(
  image: Uint8Array,
  reader: ImageReader = makeMemoryReader(image),
): ReturnType<typeof findCore> {
  return findCore(reader, await findVolumes(reader));
}

describe('findCore', () => {
  const machines = [
    [0x014c, 'i386'],
    [0x8664, 'x86_64'],
    [0x01c2, 'arm'],
    [0xaa64, 'aarch64'],
    [0x5064, 'riscv64'],
    [0x6264, 'loongarch64'],
  ] as const;
  for (const [machine, architecture] of machines) {
    it(`knows ${architecture} in a PE file and in a terse executable`, async () => {
      for (const executable of [section(PE32, pe(machine)), section(TE, te(machine))]) {
        const core = await coreOf(volume(file(SEC, executable)));
        assert.deepEqual(core, { architecture, kind: 'sec', offset: 0x48 + 24 + 4, debugStrings: false });
      }
    });
  }

  it('prefers the SEC core, wherever it is', async () => {
    const pei = volume(files(file(PEI_CORE, section(TE, te(0x8664)))));
    const sec = volume(
      files(
        file(PAD, new Uint8Array(13)),
        file(SEC, sections(section(RAW, bytesOf('abc')), section(PE32, pe(0x14c)))),
      ),
    );
    assert.equal((await coreOf(bytesOf(pei, sec)))?.architecture, 'i386');
    assert.equal((await coreOf(pei))?.kind, 'pei');
  });

  it('starts after the extended header of a volume', async () => {
    const extended = bytesOf(guidedHeader(SOME_GUID, 20), new Uint8Array(4));
    const image = volume(bytesOf(extended, file(SEC, section(TE, te(0xaa64)))), { extendedHeader: 0x48 });
    assert.equal((await coreOf(image))?.offset, 0x48 + 24 + 24 + 4);
  });

  it('reads sizes of 64 bits for files and of 32 bits for sections', async () => {
    const content = bytesOf([0xff, 0xff, 0xff, TE], le(8 + 40, 4), te(0xaa64));
    const header = file(SEC, new Uint8Array(0));
    header[19] = 1;
    header.fill(0, 20, 23);
    const image = volume(bytesOf(header, le(32 + content.length, 8), content));
    assert.equal((await coreOf(image))?.architecture, 'aarch64');
  });

  it('finds the texts of a debug build, also across the pieces it reads', async () => {
    const withText = (text: string, at: number): Uint8Array =>
      volume(file(SEC, section(TE, bytesOf(padded(te(0x8664), at, 0x90), text, new Uint8Array(9000)))));
    for (const at of [50, 8180, 8191, 8192, 20000]) {
      assert.equal((await coreOf(withText('ASSERT [SecMain]', at)))?.debugStrings, true, `at ${at}`);
      assert.equal((await coreOf(withText('SecCoreStartupWithStack', at)))?.debugStrings, true, `at ${at}`);
      assert.equal((await coreOf(withText('ASSERTION', at)))?.debugStrings, false, `at ${at}`);
    }
  });

  it('says nothing of debug texts where it may not read all', async () => {
    const image = volume(file(SEC, section(TE, padded(te(0x8664), 100_000, 0x90))));
    const core = await coreOf(image, makeLimitedReader(makeMemoryReader(image), new Budget(Infinity), 65536));
    assert.equal(core?.architecture, 'x86_64');
    assert.equal(core.debugStrings, undefined);
  });

  it('finds none in free space, in volumes for variables and in executables of other machines', async () => {
    const sec = file(SEC, section(TE, te(0x8664)));
    assert.equal(await coreOf(volume(bytesOf(padded(bytesOf(), 64), sec))), undefined);
    assert.equal(await coreOf(volume(sec, { guid: NON_VOLATILE_DATA })), undefined);
    assert.equal(await coreOf(volume(file(SEC, section(TE, te(0x1234))))), undefined);
    assert.equal(await coreOf(volume(file(SEC, encodedSection(SOME_GUID, te(0x8664))))), undefined);
  });

  it('follows no size beyond what is around it', async () => {
    const good = file(SEC, section(TE, te(0x8664)));
    for (const [at, value] of [
      [20, 0xffff],
      [20, 4],
      [24, 0xffff],
      [24, 1],
    ] as const) {
      const bad = good.slice();
      bad.set(le(value, 3), at);
      assert.equal(await coreOf(volume(bad)), undefined, `${value} at ${at}`);
    }
  });

  it('comes to an end on tiny files without end', async () => {
    const image = volume(files(...Array.from({ length: 20_000 }, () => file(PAD, new Uint8Array(0)))));
    const reader = makeCountingReader(makeMemoryReader(image));
    assert.equal(await coreOf(image, makeLimitedReader(reader, new Budget(Infinity), 65536)), undefined);
    assert.ok(reader.bytes <= 65536);
  });
});
