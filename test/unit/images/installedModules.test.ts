import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Budget } from '../../../server/src/images/budget';
import { readDeepFacts, type DeepFacts } from '../../../server/src/images/deep';
import { readFiles, readSections, SectionType } from '../../../server/src/images/firmwareFiles';
import { findVolumes } from '../../../server/src/images/firmwareVolume';
import type { ImageReader } from '../../../server/src/images/imageReader';
import { LzmaDecoder } from '../../../server/src/images/lzma';
import { openFile } from '../../../server/src/workspace/nodeFile';

/** What is true of the images in Debian's packages ovmf, ovmf-ia32, qemu-efi-aarch64 and qemu-efi-riscv64, of any release. */
const IMAGES: Readonly<Record<string, Partial<DeepFacts>>> = {
  '/usr/share/OVMF/OVMF_CODE_4M.fd': { smm: false, acpiS3: true, amdSev: true, dxeArchitecture: 'x86_64' },
  '/usr/share/OVMF/OVMF_CODE_4M.secboot.fd': {
    secureBoot: true,
    smm: true,
    acpiS3: true,
    amdSev: true,
    dxeArchitecture: 'x86_64',
  },
  '/usr/share/OVMF/OVMF32_CODE_4M.secboot.fd': {
    secureBoot: true,
    smm: true,
    acpiS3: true,
    amdSev: false,
    tdx: false,
    dxeArchitecture: 'i386',
  },
  '/usr/share/ovmf/OVMF.fd': { smm: false, acpiS3: true, amdSev: true, dxeArchitecture: 'x86_64' },
  '/usr/share/AAVMF/AAVMF_CODE.ms.fd': {
    secureBoot: true,
    smm: false,
    acpiS3: false,
    amdSev: false,
    tdx: false,
    dxeArchitecture: 'aarch64',
  },
  '/usr/share/qemu-efi-riscv64/RISCV_VIRT_CODE.fd': {
    secureBoot: false,
    smm: false,
    dxeArchitecture: 'riscv64',
  },
};

const MEBIBYTE = 1024 * 1024;

/** What the image has compressed, outside of other compressed parts. */
async function compressed(image: ImageReader): Promise<Uint8Array[]> {
  const found: Uint8Array[] = [];
  for (const volume of await findVolumes(image))
    for await (const file of readFiles(image, volume))
      for await (const { type, start, end } of readSections(image, file))
        if (type === SectionType.guidDefined) found.push(await image.read(start, end - start));
  return found;
}

describe('the modules of images that are installed', () => {
  for (const [path, expected] of Object.entries(IMAGES))
    it(`are seen, and unpacked as xz does it: ${path}`, async function () {
      if (!existsSync(path)) {
        console.log(`      skipped: no ${path} on this machine`);
        this.skip();
      }
      this.timeout(20_000);
      const image = await openFile(path);
      assert.ok('size' in image);
      try {
        const facts = await readDeepFacts(image);
        assert.deepEqual({ ...facts, ...expected }, facts);
        if (spawnSync('xz', ['--version']).status !== 0) {
          console.log('      no xz on this machine to compare with');
          return;
        }
        const parts = await compressed(image);
        assert.ok(parts.length > 0);
        for (const input of parts) {
          const decoder = LzmaDecoder.open(input, new Budget(Infinity));
          decoder?.run(64 * MEBIBYTE);
          const xz = spawnSync('xz', ['--format=lzma', '--decompress', '--stdout'], {
            input,
            maxBuffer: 64 * MEBIBYTE,
          });
          assert.equal(decoder?.state, 'done');
          assert.equal(Buffer.compare(decoder.output, xz.stdout), 0);
        }
      } finally {
        await image.close();
      }
    });
});
