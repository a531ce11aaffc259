import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import type { ImageFacts } from '../../../server/src/images/facts';
import { findFlashProblems, isFlashPair } from '../../../server/src/images/flashSize';
import { makeCountingReader } from '../../../server/src/images/imageReader';
import { inspectImage } from '../../../server/src/images/inspectImage';
import { openFile } from '../../../server/src/workspace/nodeFile';

/** What is held to be so of the images in Debian's packages ovmf, qemu-efi-aarch64 and seabios, of any release. */
const IMAGES: Readonly<Record<string, (facts: ImageFacts) => boolean>> = {
  '/usr/share/OVMF/OVMF_CODE_4M.fd': (facts) =>
    isCode(facts, 'i386', 'x86_64') && facts.ovmf?.sevEs === true && isFlashPair(facts.size, 0x84000),
  '/usr/share/OVMF/OVMF_CODE_4M.secboot.fd': (facts) => isCode(facts, 'i386', 'x86_64'),
  '/usr/share/OVMF/OVMF_VARS_4M.fd': (facts) => isStore(facts) && facts.variables?.count === 0,
  '/usr/share/OVMF/OVMF_VARS_4M.ms.fd': (facts) => isStore(facts) && hasKeys(facts),
  '/usr/share/ovmf/OVMF.fd': ({ content, variables, volumes, core }) =>
    content === 'uefi' &&
    variables?.enrolled === false &&
    volumes.length === 3 &&
    core?.architecture === 'x86_64',
  '/usr/share/AAVMF/AAVMF_CODE.fd': (facts) =>
    isCode(facts, 'aarch64') &&
    !facts.ovmf &&
    findFlashProblems('arm-virt', { executable: facts.size }).length === 0,
  '/usr/share/AAVMF/AAVMF_VARS.fd': (facts) =>
    facts.content === 'blank' || (isStore(facts) && facts.variables?.enrolled === false),
  '/usr/share/AAVMF/AAVMF_VARS.ms.fd': (facts) => isStore(facts) && hasKeys(facts),
  '/usr/share/seabios/bios-256k.bin': ({ content, biosDate }) =>
    content === 'bios' && biosDate === '06/23/99',
  '/usr/share/seabios/vgabios-stdvga.bin': ({ content }) => content === 'unknown',
};

function isCode({ content, variables, core }: ImageFacts, ...architectures: readonly string[]): boolean {
  return (
    content === 'uefi' &&
    !variables &&
    core?.debugStrings === false &&
    architectures.includes(core.architecture)
  );
}

function isStore({ content, variables }: ImageFacts): boolean {
  const { authenticated, formatted, healthy, complete } = variables ?? {};
  return (
    content === 'variables' &&
    authenticated === true &&
    formatted === true &&
    healthy === true &&
    complete === true
  );
}

function hasKeys({ variables }: ImageFacts): boolean {
  const { enrolled, pk, kek = 0, db = 0, dbx = 0 } = variables ?? {};
  return enrolled === true && pk?.subject?.startsWith('Debian') === true && kek > 0 && db > 0 && dbx > 0;
}

describe('the facts of images that are installed', () => {
  for (const [path, isExpected] of Object.entries(IMAGES))
    it(`are right, and cost at most 64 KiB: ${path}`, async function () {
      if (!existsSync(path)) {
        console.log(`      skipped: no ${path} on this machine`);
        this.skip();
      }
      const file = await openFile(path);
      assert.ok('size' in file);
      try {
        const reader = makeCountingReader(file);
        const facts = await inspectImage(reader);
        assert.ok(isExpected(facts), JSON.stringify(facts, undefined, 2));
        assert.ok(reader.bytes <= 64 * 1024, `${reader.bytes} bytes`);
        assert.ok(facts.volumes.every(({ checksum }) => checksum));
      } finally {
        await file.close();
      }
    });
});
