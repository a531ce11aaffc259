import assert from 'node:assert/strict';
import { formatImage } from '../../../server/src/cli/imageText';
import type { DeepFacts } from '../../../server/src/images/deep';
import type { ImageFacts, Qcow2Refusal } from '../../../server/src/images/facts';
import { makeMemoryReader } from '../../../server/src/images/imageReader';
import { inspectImage } from '../../../server/src/images/inspectImage';
import {
  bytesOf,
  certificate,
  GLOBAL_VARIABLE,
  le,
  padded,
  pe,
  SECURE_BOOT_ENABLE,
  signatureLists,
  variableVolume,
  volume,
} from '../support/firmwareBytes';
import { printLines } from '../support/printed';
import { bios, elf, firmware, igvm, qcow2 } from '../support/imageFiles';

/** The lines about an image as name and text, without the first, which has its path. */
async function rows(bytes: Uint8Array, deep?: DeepFacts): Promise<[string, string][]> {
  const facts = await inspectImage(makeMemoryReader(bytes));
  const printed = await printLines(formatImage('some/image', { facts, ...(deep && { deep }) }));
  const [path, ...lines] = printed.trimEnd().split('\n');
  assert.equal(path, 'some/image');
  return lines.map((line) => {
    const [name = '', ...text] = line.slice(2).split(/ {2,}/);
    return [name, text.join(' ')];
  });
}

async function row(name: string, bytes: Uint8Array): Promise<string | undefined> {
  return (await rows(bytes)).find(([found]) => found === name)?.[1];
}

const PK = { name: 'PK', vendor: GLOBAL_VARIABLE, data: signatureLists([certificate('Some Platform Key')]) };

describe('the description of an image', () => {
  it('has everything about firmware', async () => {
    const image = firmware([
      { guid: '00f771de-1a7e-4fcb-890e-68c77e2fb44e', data: bytesOf(le(1, 4)) },
      { guid: 'dc886566-984a-4798-a75e-5585a7bf67cc', data: bytesOf(le(0x800, 4)) },
    ]);
    const metadata = bytesOf('ASEV', le(40, 4), le(1, 4), le(2, 4), le(0, 8), le(3, 4), le(0, 8), le(77, 4));
    image.set(metadata, image.length - 0x800);
    const deep: DeepFacts = {
      smm: true,
      acpiS3: false,
      amdSev: true,
      tdx: false,
      tpm: false,
      dxeArchitecture: 'x86_64',
    };
    assert.deepEqual(await rows(image, deep), [
      ['content', 'UEFI firmware, code and variables'],
      ['format', 'raw'],
      ['size', '20480 bytes (20 KiB)'],
      ['flash', 'right size for pc, q35 (i386, x86_64)'],
      ['volumes', '0x0 + 0x4000: variables'],
      ['', '0x4000 + 0x1000: code'],
      ['store', '0x48 + 0x3000: authenticated, formatted, healthy'],
      ['', '1 variable'],
      ['platform key', 'none'],
      ['other keys', 'KEK 0, db 0, dbx 0'],
      ['enrolled', 'no'],
      [
        'starts with',
        'SEC core for x86_64 at 0x4064, no debug messages: the firmware prints no debug output',
      ],
      ['OVMF table', '0x4fa2: 2 entries'],
      ['SEV-ES reset', 'yes'],
      ['SEV secret', 'no'],
      ['SEV hashes', 'no'],
      ['SEV-SNP data', 'CPUID, 77'],
      ['TDX data', 'no'],
      ['IGVM data', 'no'],
      ['modules', 'for x86_64'],
      ['Secure Boot', 'unknown'],
      ['requires SMM', 'yes'],
      ['ACPI S3', 'no'],
      ['AMD SEV', 'yes'],
      ['Intel TDX', 'no'],
      ['TPM 2.0', 'no'],
    ]);
  });

  it('says if modules cannot be read', async () => {
    assert.equal(await row('modules', firmware()), 'some cannot be read');
  });

  it('names the owner of the platform key, and whether Secure Boot is enforced', async () => {
    const off = { name: 'SecureBootEnable', vendor: SECURE_BOOT_ENABLE, data: [0] };
    assert.equal(await row('platform key', variableVolume([PK])), 'CN=Some Platform Key');
    assert.match((await row('enrolled', variableVolume([PK]))) ?? '', /^yes: /);
    assert.equal(await row('enrolled', variableVolume([PK, off])), 'no: Secure Boot is disabled');
  });

  it('names the problems of a store and a volume', async () => {
    const store = variableVolume([], { authenticated: false, format: 0xff, state: 0xff });
    assert.equal(await row('store', store), '0x48 + 0x3000: not authenticated, not formatted, not healthy');
    const broken = volume(new Uint8Array(0x1000), { checksumError: 1, length: 0x9000 });
    assert.equal(
      await row('volumes', broken),
      '0x0 + 0x9000: code, invalid header checksum, longer than the image',
    );
  });

  const contents: readonly (readonly [Uint8Array, string])[] = [
    [variableVolume([]), 'UEFI variables'],
    [new Uint8Array(4096), 'blank (erased) flash image'],
    [bios(), 'PC BIOS, dated 06/23/99'],
    [igvm([2, 3]), 'IGVM file (format 1) for sev-snp, tdx'],
    [igvm([]), 'IGVM file (format 1) without a platform'],
    [elf(62), 'ELF file for x86_64'],
    [elf(21), 'ELF file for machine number 21'],
    [padded(pe(0xaa64), 99, 0), 'PE file for aarch64'],
    [padded(pe(1), 99, 0), 'PE file'],
    [padded(bytesOf(new Uint8Array(0x38), 'ARMd'), 99, 0), 'Linux kernel for aarch64'],
    [bytesOf('something else'), 'unknown content'],
  ];
  for (const [bytes, expected] of contents)
    it(`begins with: ${expected}`, async () => {
      assert.deepEqual((await rows(bytes))[0], ['content', expected]);
    });

  it('shows both sizes of a qcow2 file', async () => {
    const file = qcow2(firmware());
    assert.equal(await row('format', file), 'qcow2, version 3, clusters of 512 bytes');
    assert.equal(await row('size', file), '20480 bytes (20 KiB); the file has 22016 bytes');
  });

  it('says why a qcow2 file cannot be read', async () => {
    const reasons: readonly Qcow2Refusal[] = [
      'backing-file',
      'encrypted',
      'data-file',
      'extended-l2',
      'zstd',
      'unknown-feature',
      'costly',
      'broken',
    ];
    const facts: ImageFacts = { fileSize: 1, format: 'qcow2', size: 0, content: 'unknown', volumes: [] };
    const texts = await Promise.all(
      reasons.map(async (declined) => {
        const lines = formatImage('x', {
          facts: { ...facts, qcow2: { version: 3, clusterSize: 512, declined } },
        });
        return /content {2}not read: .+/.exec(await printLines(lines))?.[0];
      }),
    );
    assert.ok(!texts.includes(undefined));
    assert.equal(new Set(texts).size, reasons.length);
  });

  it('compares a size with the machines of its architecture, or with all', async () => {
    assert.equal(
      await row('flash', padded(variableVolume([]), 0x4800)),
      'wrong size for the flash of any machine',
    );
    assert.equal(
      await row('flash', padded(firmware(), 0x5001)),
      'wrong size for the flash of x86_64 machines',
    );
    assert.equal(
      await row('flash', padded(variableVolume([]), 1024 * 1024)),
      'right size for pc, q35 (i386, x86_64); virt (loongarch64)',
    );
  });

  it('cannot control a terminal', async () => {
    const facts = await inspectImage(makeMemoryReader(bios()));
    assert.ok((await printLines(formatImage('\u001b[2J', { facts }))).startsWith('\\u001b[2J\n'));
    const evil = variableVolume([{ ...PK, data: signatureLists([certificate('\u001b]0;owned\u0007')]) }]);
    assert.match((await row('platform key', evil)) ?? '', /^CN=[^\p{Cc}]+owned[^\p{Cc}]+$/u);
  });
});
