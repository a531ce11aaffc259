import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { Budget } from '../../../server/src/images/budget';
import { toGuidBytes } from '../../../server/src/images/bytes';
import { readDeepFacts } from '../../../server/src/images/deep';
import { makeCountingReader, makeMemoryReader } from '../../../server/src/images/imageReader';
import {
  bytesOf,
  encodedSection,
  file,
  files,
  IMAGE_SECURITY,
  le,
  padded,
  pe,
  section,
  sections,
  SOME_GUID,
  te,
  variableVolume,
  volume,
} from '../support/firmwareBytes';
import { qcow2 } from '../support/imageFiles';
import { lzmaOf } from '../support/lzmaEncoder';
import { randomNumbers } from '../support/randomNumbers';

const LZMA = 'ee4e5898-3914-4259-9d6e-dc7bd79403cf';
const MEBIBYTE = 1024 * 1024;
const VOLUME = 0x17;
const PE32 = 0x10;
const Type = {
  sec: 0x03,
  dxeCore: 0x05,
  peim: 0x06,
  driver: 0x07,
  mm: 0x0a,
  volume: 0x0b,
  mmCore: 0x0d,
  pad: 0xf0,
};
const VARIABLE_RUNTIME_DXE = 'cbd2e4d5-7068-4ff5-b462-9822b4ad8d60';
const SECURE_BOOT_CONFIG_DXE = 'f0e6a44f-7195-41c3-ac64-54f202cd0a21';
const SECURITY_STUB_DXE = 'f80697e9-7fd6-4665-8646-88e33ef71dfc';

const driver = (guid: string, type = Type.driver, data: Uint8Array = bytesOf('code')): Uint8Array =>
  file(type, section(PE32, data), guid);
const dxeCore = driver(SOME_GUID, Type.dxeCore, pe(0x8664));
const sec = file(Type.sec, section(0x12, te(0x14c)));
const nested = (...modules: readonly Uint8Array[]): Uint8Array => section(VOLUME, volume(files(...modules)));
const packed = (...parts: readonly Uint8Array[]): Uint8Array =>
  file(Type.volume, encodedSection(LZMA, lzmaOf(sections(...parts))));

/** Firmware in OVMF's layout: the modules compressed, followed by a volume with the SEC core. */
function firmware(...modules: readonly Uint8Array[]): Uint8Array {
  return bytesOf(volume(packed(section(0x19, bytesOf('gap')), nested(dxeCore, ...modules))), volume(sec));
}

const factsOf = (image: Uint8Array): ReturnType<typeof readDeepFacts> =>
  readDeepFacts(makeMemoryReader(image));

describe('deepFacts', () => {
  it('finds the architecture of the DXE core, regardless of the SEC core', async () => {
    assert.deepEqual(await factsOf(firmware()), {
      secureBoot: false,
      smm: false,
      acpiS3: false,
      amdSev: false,
      tdx: false,
      tpm: false,
      dxeArchitecture: 'x86_64',
    });
  });

  it('takes Secure Boot from the guard of executables and the module to set keys up', async () => {
    const knowing = driver(
      SECURITY_STUB_DXE,
      Type.driver,
      bytesOf([0x3d], 'code', toGuidBytes(IMAGE_SECURITY)),
    );
    const unknowing = driver(SECURITY_STUB_DXE);
    const config = driver(SECURE_BOOT_CONFIG_DXE);
    const secureBoot = async (...modules: readonly Uint8Array[]): Promise<boolean | undefined> =>
      (await factsOf(firmware(...modules)))?.secureBoot;
    assert.equal(await secureBoot(knowing, config), true);
    assert.equal(await secureBoot(unknowing), false);
    assert.equal(await secureBoot(knowing), undefined);
    assert.equal(await secureBoot(unknowing, config), undefined);
    assert.equal(await secureBoot(config), undefined);
  });

  it('takes the need for SMM from its modules, unless variables do without it', async () => {
    const smm = async (...modules: readonly Uint8Array[]): Promise<boolean | undefined> =>
      (await factsOf(firmware(...modules)))?.smm;
    assert.equal(await smm(driver(SOME_GUID, Type.mm)), true);
    assert.equal(await smm(driver(SOME_GUID, Type.mmCore)), true);
    assert.equal(await smm(driver(SOME_GUID, Type.mmCore), driver(VARIABLE_RUNTIME_DXE)), false);
    assert.equal(await smm(driver(VARIABLE_RUNTIME_DXE)), false);
  });

  it('knows modules by their names, in whichever volume they are', async () => {
    const resume = driver('89e549b0-7cfe-449d-9ba3-10d8b2312d71', Type.peim);
    const script = driver('fa20568b-548b-4b2b-81ef-1ba08d4a3cec');
    const image = volume(files(resume, file(Type.pad, new Uint8Array(3)), packed(nested(dxeCore, script))));
    assert.equal((await factsOf(image))?.acpiS3, true);
    assert.equal((await factsOf(firmware(script)))?.acpiS3, false);
    const both = firmware(
      driver('2ec9da37-ee35-4de9-86c5-6d9a81dc38a7'),
      driver('e750224e-7bce-40af-b5bb-47e3611eb5c2'),
    );
    assert.deepEqual(await factsOf(both).then((facts) => [facts?.amdSev, facts?.tdx]), [true, true]);
  });

  it('sees what is nested and what is not compressed', async () => {
    assert.equal((await factsOf(volume(dxeCore)))?.dxeArchitecture, 'x86_64');
    const deep = volume(packed(nested(packed(nested(file(Type.volume, nested(dxeCore)))))));
    assert.equal((await factsOf(deep))?.dxeArchitecture, 'x86_64');
    assert.equal((await factsOf(qcow2(padded(firmware(), 4096))))?.dxeArchitecture, 'x86_64');
  });

  it('says nothing without a DXE core, or if modules may be hidden', async () => {
    assert.equal(await factsOf(new Uint8Array(100_000)), undefined);
    assert.equal(await factsOf(variableVolume([])), undefined);
    assert.equal(await factsOf(volume(sec)), undefined);
    const hidden = [
      encodedSection(SOME_GUID, bytesOf('?')),
      encodedSection(LZMA, bytesOf('?')),
      encodedSection(LZMA, lzmaOf(new Uint8Array(5000)).subarray(0, 20)),
      section(0x01, bytesOf('?')),
      section(VOLUME, bytesOf('?')),
      section(VOLUME, volume(new Uint8Array(8), { length: 1000 })),
    ];
    for (const part of hidden) assert.equal(await factsOf(firmware(file(Type.volume, part))), undefined);
  });

  it('unpacks no more than 64 MiB or so in all', async function () {
    if (spawnSync('xz', ['--version']).status !== 0) {
      console.log('      skipped: no xz on this machine');
      this.skip();
    }
    const zeros = Buffer.alloc(10 * MEBIBYTE);
    const input = Buffer.concat([
      nested(dxeCore),
      Uint8Array.from([...le(zeros.length + 4, 3), 0x19]),
      zeros,
    ]);
    const { stdout } = spawnSync('xz', ['--format=lzma', '--stdout', '-0'], { input });
    const part = file(Type.volume, encodedSection(LZMA, stdout));
    assert.ok(await factsOf(volume(files(...Array<Uint8Array>(6).fill(part)))));
    assert.equal(await factsOf(volume(files(...Array<Uint8Array>(7).fill(part)))), undefined);
  });

  it('gives up on files and sections without end', async () => {
    const many = (part: Uint8Array, count: number): Uint8Array =>
      files(...Array<Uint8Array>(count).fill(part));
    for (const tiny of [file(Type.driver, new Uint8Array(0)), file(Type.pad, new Uint8Array(0))]) {
      assert.ok(await factsOf(volume(files(dxeCore, many(tiny, 16_000)))));
      assert.equal(await factsOf(volume(files(dxeCore, many(tiny, 17_000)))), undefined);
    }
    const empty = section(0x19, new Uint8Array(4));
    assert.ok(await factsOf(volume(files(dxeCore, file(Type.driver, many(empty, 16_000))))));
    assert.equal(await factsOf(volume(files(dxeCore, file(Type.driver, many(empty, 17_000))))), undefined);
  });

  it('pays for tables, reads and bytes from one budget', async () => {
    // The smallest section with the largest tables, 6 MiB: each is nothing by itself.
    const tables = Uint8Array.of(8 + 9 * 4, ...lzmaOf(new Uint8Array(1)).subarray(1));
    const sized = Uint8Array.from(tables, (byte, at) => (at >= 5 && at < 13 ? 0 : byte));
    const many = (count: number): Uint8Array =>
      volume(
        files(
          dxeCore,
          file(Type.volume, sections(...Array<Uint8Array>(count).fill(encodedSection(LZMA, sized)))),
        ),
      );
    assert.ok(await factsOf(many(20)));
    assert.equal(await factsOf(many(22)), undefined);
    const reader = makeCountingReader(makeMemoryReader(many(3000)));
    assert.equal(await readDeepFacts(reader), undefined);
    assert.ok(reader.reads < 100, `${reader.reads} reads`);
  });

  it('says nothing rather than something wrong where the budget ends too early', async () => {
    const guard = driver(SECURITY_STUB_DXE, Type.driver, toGuidBytes(IMAGE_SECURITY));
    const image = makeMemoryReader(firmware(guard, driver(SECURE_BOOT_CONFIG_DXE)));
    const whole = await readDeepFacts(image);
    assert.equal(whole?.secureBoot, true);
    let silent = 0;
    for (let units = 0; units < 500_000; units += 2000) {
      const facts = await readDeepFacts(image, new Budget(units));
      if (facts) assert.deepEqual(facts, whole, `${units} units`);
      else silent++;
    }
    assert.ok(silent > 50 && silent < 240, String(silent));
  });

  it('pauses while it unpacks', async () => {
    const image = volume(packed(section(0x19, new Uint8Array(600_000)), nested(dxeCore)));
    let pauses = 0;
    await readDeepFacts(makeMemoryReader(image), undefined, () => {
      pauses++;
      return Promise.resolve();
    });
    assert.equal(pauses, 3);
  });

  it('comes to an end on anything', async () => {
    const image = firmware(driver(SECURITY_STUB_DXE), driver(SOME_GUID, Type.mm));
    const below = randomNumbers(20_261_122);
    for (let run = 0; run < 1000; run++) {
      const mutated = image.slice();
      for (let changes = 0; changes < 4; changes++) mutated[below(mutated.length)] = below(256);
      const reader = makeCountingReader(makeMemoryReader(mutated));
      const facts = await readDeepFacts(reader);
      assert.ok(facts === undefined || typeof facts.smm === 'boolean');
      assert.ok(reader.bytes < 4 * image.length + 4096, `${reader.bytes} bytes of mutation ${run}`);
    }
  });
});
