import assert from 'node:assert/strict';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findChooser } from '../../server/src/consumers/choosers';
import { readDomain } from '../../server/src/consumers/libvirt/domain';
import { getSchema } from '../../server/src/schema/bundled';
import type { Explanation } from '../../server/src/selection/explain';
import { explainGuest } from '../../server/src/service/explainGuest';
import { searchDescriptors } from '../../server/src/service/search';
import { nodeWorkspace } from '../../server/src/workspace/nodeWorkspace';
import { makeRootedWorkspace } from '../../server/src/workspace/rootedWorkspace';
import { needCorpus } from '../support/corpus';

const FIRMWARE = '/usr/share/qemu/firmware';
const HOST = { architecture: 'x86_64', qemuVersion: '10.0' };

/** The files of ovmf and qemu-efi-aarch64 in Debian 12, except descriptors; links with their targets. */
const DEBIAN_FILES: Readonly<Record<string, string | undefined>> = {
  '/usr/share/OVMF/OVMF_CODE_4M.fd': undefined,
  '/usr/share/OVMF/OVMF_CODE_4M.secboot.fd': undefined,
  '/usr/share/OVMF/OVMF_CODE_4M.ms.fd': 'OVMF_CODE_4M.secboot.fd',
  '/usr/share/OVMF/OVMF_VARS_4M.fd': undefined,
  '/usr/share/OVMF/OVMF_VARS_4M.ms.fd': undefined,
  '/usr/share/ovmf/OVMF.fd': undefined,
  '/usr/share/AAVMF/AAVMF_CODE.fd': undefined,
  '/usr/share/AAVMF/AAVMF_CODE.ms.fd': 'AAVMF_CODE.fd',
  '/usr/share/AAVMF/AAVMF_VARS.fd': undefined,
  '/usr/share/AAVMF/AAVMF_VARS.ms.fd': undefined,
  '/usr/share/qemu-efi-aarch64/QEMU_EFI.fd': undefined,
  '/opt/link/CODE.fd': '/usr/share/OVMF/OVMF_CODE_4M.fd',
};

/** Public reports, with the answers of real libvirt releases. */
describe('Guests from public reports:', () => {
  let debian: string;
  before(() => {
    debian = mkdtempSync(path.join(tmpdir(), 'firmware-field-'));
  });
  after(() => {
    rmSync(debian, { recursive: true });
  });

  /** A Debian 12 with the two packages. */
  function makeDebian(test: Mocha.Context): string {
    const packages = needCorpus(test, 'descriptors/debian-bookworm');
    if (existsSync(debian + FIRMWARE)) return debian;
    for (const name of readdirSync(packages))
      if (/^(?:ovmf|qemu-efi-aarch64)_/.test(name))
        cpSync(path.join(packages, name), debian + FIRMWARE, { recursive: true });
    for (const [name, target] of Object.entries(DEBIAN_FILES)) {
      mkdirSync(path.dirname(debian + name), { recursive: true });
      if (target === undefined) writeFileSync(debian + name, 'image');
      else symlinkSync(target, debian + name);
    }
    return debian;
  }

  /** @param root the root of the host; a Debian 12 by default */
  async function explain(
    test: Mocha.Context,
    file: string,
    release: string,
    root?: string,
  ): Promise<Explanation> {
    const text = readFileSync(needCorpus(test, `field/${file}`), 'utf8');
    const read = readDomain(text, HOST);
    assert.ok('guest' in read, JSON.stringify(read));
    const chooser = findChooser(`libvirt@${release}`);
    assert.ok(chooser);
    const folder = root === undefined ? makeDebian(test) : needCorpus(test, `field/${root}`);
    const files = makeRootedWorkspace(folder, nodeWorkspace);
    const user = { inSession: false };
    return explainGuest(read.guest, await searchDescriptors(chooser, user, files), {
      context: getSchema('latest'),
      files,
      user,
      isRooted: true,
      looksAtImages: false,
    });
  }

  const pickedBy = async (...args: Parameters<typeof explain>): Promise<string> => {
    const { outcome, picked = 'nothing' } = await explain(...args);
    return `${outcome} ${picked.slice(picked.lastIndexOf('/') + 1)}`;
  };

  const FEDORA = 'varstore-12.8/root';

  it('varstore-12.8', async function () {
    const file = 'varstore-12.8/guest.xml';
    const found = await explain(this, file, '12.8', FEDORA);
    assert.equal(found.picked, `${FIRMWARE}/90-edk2-ovmf-qemuvars-x64-sb-enrolled.json`);
    assert.deepEqual([found.outcome, found.os.loader?.type], ['starts', 'rom']);
    assert.match(found.os.varstore?.template ?? '', /\.json$/);
    assert.equal((await explain(this, file, '12.8')).outcome, 'none');
    // libvirt 11.3 does not know the element.
    assert.equal(
      await pickedBy(this, file, '11.3', FEDORA),
      'starts 30-edk2-ovmf-4m-qcow2-x64-sb-enrolled.json',
    );
  });

  it('stateless-plus-nvram', async function () {
    const file = 'stateless-plus-nvram/guest.xml';
    for (const [release, words] of [
      ['11.3', 'NVRAM is not permitted when loader is stateless'],
      ['12.8', 'Variable storage (NVRAM/varstore) is not permitted when loader is stateless'],
    ] as const) {
      const { outcome, picked, problems } = await explain(this, file, release, 'stateless-plus-nvram/root');
      assert.deepEqual([outcome, picked], ['refused', undefined]);
      assert.ok(problems[0]?.message.includes(`“${words}”`), problems[0]?.message);
    }
  });

  it('nvram-format-selects', async function () {
    for (const release of ['11.3', '12.8']) {
      const { outcome, candidates } = await explain(
        this,
        'nvram-format-selects/qcow2-on-debian.xml',
        release,
      );
      assert.equal(outcome, 'none');
      const code = release === '11.3' ? 'format' : 'template-format';
      const ofX86 = candidates.filter(({ path: name }) => name.includes('x86_64'));
      assert.deepEqual(new Set(ofX86.map((each) => each.code)), new Set([code]));
      const file = 'nvram-format-selects/raw-on-fedora.xml';
      const picked = 'starts 31-edk2-ovmf-2m-raw-x64-sb-enrolled.json';
      assert.equal(await pickedBy(this, file, release, FEDORA), picked);
    }
  });

  it('aarch64-acpi-rom', async function () {
    for (const release of ['9.0', '11.3', '12.8']) {
      const { outcome, problems } = await explain(this, 'aarch64-acpi-rom/guest.xml', release);
      assert.equal(outcome, 'refused');
      assert.match(
        problems[0]?.message ?? '',
        /ACPI requires UEFI on this architecture.*<acpi\/>.*type="pflash"/,
      );
    }
  });

  it('tp-libvirt-5043-smm-off', async function () {
    const file = 'tp-libvirt-5043-smm-off/guest.xml';
    assert.equal(await pickedBy(this, file, '9.0'), 'refused 40-edk2-x86_64-secure-enrolled.json');
    const [problem] = (await explain(this, file, '9.0')).problems;
    assert.match(problem?.message ?? '', /domain has SMM turned off but chosen firmware requires it/);
    for (const release of ['11.3', '12.8'])
      assert.equal(await pickedBy(this, file, release), 'starts 60-edk2-x86_64.json');
  });

  it('amdsev-253-snp-auto', async function () {
    for (const release of ['11.3', '12.8']) {
      const { outcome, nearest, problems } = await explain(this, 'amdsev-253-snp-auto/guest.xml', release);
      assert.deepEqual([outcome, nearest], ['none', undefined]);
      const advice = problems.find(({ code }) => code === 'confidential-firmware')?.message ?? '';
      assert.match(advice, /AMD SEV-SNP.*memory.*stateless.*x86_64.*“amd-sev-snp”/);
      assert.ok(problems.every(({ message }) => !message.includes('launchSecurity')));
    }
  });

  it('tdx-ovmf-without-metadata', async function () {
    const { outcome, problems } = await explain(this, 'tdx-ovmf-without-metadata/guest.xml', '12.8');
    assert.equal(outcome, 'own');
    assert.ok(problems.every(({ message }) => !message.includes('pflash')));
  });

  it('libvirt-12.8-follows-links', async function () {
    for (const [file, release, expected] of [
      ['secboot-loader-only', '12.8', 'starts 40-edk2-x86_64-secure-enrolled.json'],
      ['secboot-loader-only', '11.3', 'starts 50-edk2-x86_64-secure.json'],
      ['secboot-loader-plain', '12.8', 'starts 40-edk2-x86_64-secure-enrolled.json'],
      ['secboot-loader-plain', '11.3', 'starts 50-edk2-x86_64-secure.json'],
      ['secboot-loader-plain', '9.0', 'starts 50-edk2-x86_64-secure.json'],
      ['secboot-with-ms-template', '12.8', 'starts 40-edk2-x86_64-secure-enrolled.json'],
      ['secboot-with-ms-template', '11.3', 'none nothing'],
      ['own-symlink-loader-efi', '12.8', 'starts 60-edk2-x86_64.json'],
      ['own-symlink-loader-efi', '11.3', 'none nothing'],
      ['double-slash-efi', '12.8', 'starts 60-edk2-x86_64.json'],
      ['double-slash-efi', '11.3', 'none nothing'],
      ['rom-own', '12.8', 'own nothing'],
      ['rom-own', '11.3', 'own nothing'],
    ] as const)
      assert.equal(
        await pickedBy(this, `libvirt-12.8-follows-links/${file}.xml`, release),
        expected,
        `${file} ${release}`,
      );
  });

  it('macos-simple-kvm-master-var-store, as far as descriptors go', async function () {
    for (const release of ['9.0', '11.3', '12.8'])
      assert.equal(
        await pickedBy(this, 'macos-simple-kvm-master-var-store/guest.xml', release),
        'own nothing',
      );
  });
});
