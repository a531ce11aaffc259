import assert from 'node:assert/strict';
import { readFileSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import type { Explanation } from '../../server/src/selection/explain';
import { needCorpus } from '../support/corpus';
import { explainOn, FieldHost } from '../support/fieldHost';

/** Returns codes with their severities, errors first. */
function listProblems({ problems }: Explanation): string[] {
  return problems.map(({ severity, code }) => `${severity} ${code}`);
}

function findMessage({ problems }: Explanation, code: string): string {
  return problems.find((problem) => problem.code === code)?.message ?? '';
}

describe('Guests from public reports on images', () => {
  let debian: FieldHost | undefined;

  before(function () {
    const corpus = path.dirname(needCorpus(this, 'field'));
    debian = new FieldHost(corpus);
    debian.installDebian12();
  });

  after(() => {
    debian?.remove();
  });

  function getDebian(): FieldHost {
    assert.ok(debian);
    return debian;
  }

  function readGuest(test: Mocha.Context, name: string): string {
    return readFileSync(path.join(needCorpus(test, 'field'), name), 'utf8');
  }

  for (const consumer of ['libvirt@9.0', 'libvirt@11.3', 'libvirt@12.8']) {
    describe(consumer, () => {
      it('start with images of their own if they have a variable store', async function () {
        const domain = readGuest(this, 'macos-simple-kvm-master-var-store/guest.xml');
        const host = getDebian();
        host.copy('field/perm/usr/share/OVMF/OVMF_CODE_4M.fd', 'opt/guest/OVMF_CODE.fd');
        host.copy('field/perm/usr/share/OVMF/OVMF_VARS_4M.fd', 'opt/guest/OVMF_VARS.fd');
        const own = await host.explain(domain, consumer);
        assert.deepEqual([own.outcome, own.picked, listProblems(own)], ['own', undefined, []]);

        unlinkSync(host.at('opt/guest/OVMF_VARS.fd'));
        const missing = await host.explain(domain, consumer);
        assert.deepEqual(
          [missing.outcome, missing.picked, listProblems(missing)],
          ['refused', undefined, ['error master-var-store']],
        );
        assert.match(
          findMessage(missing, 'master-var-store'),
          /“unable to find any master var store for loader: \/opt/,
        );
        assert.equal(missing.problems[0]?.element, 'os/nvram');
      });

      it('start with a whole image as ROM', async function () {
        const domain = readGuest(this, 'libvirt-12.8-follows-links/rom-own.xml');
        const found = await getDebian().explain(domain, consumer);
        assert.deepEqual([found.outcome, found.picked, listProblems(found)], ['own', undefined, []]);
      });

      it('need 64 MiB for the flash of an aarch64 guest', async function () {
        const domain = readGuest(this, 'kvm-install-vm-108-aarch64-small-image/guest.xml');
        const found = await getDebian().explain(domain, consumer);
        assert.equal(found.outcome, 'refused');
        const message = findMessage(found, 'image-size');
        assert.match(message, /QEMU_EFI\.fd has 2097152 bytes; this machine’s flash has 67108864\./);
        assert.match(message, /Installed for aarch64: \/usr\/share\/AAVMF\/AAVMF_CODE\.fd/);
        assert.doesNotMatch(JSON.stringify([found.problems, found.nearest]), /AAVMF_CODE\.secboot\.fd/);
      });

      it('do not write to templates', async function () {
        const domain = readGuest(this, 'vagrant-libvirt-1723-nvram-is-template/guest.xml');
        const found = await getDebian().explain(domain, consumer);
        assert.notEqual(found.outcome, 'refused');
        assert.deepEqual(listProblems(found), ['warning nvram-is-template']);
        assert.match(findMessage(found, 'nvram-is-template'), /virsh undefine --nvram/);
      });
    });
  }

  it('are told the name of a missing template', async function () {
    const root = needCorpus(this, 'field/alpine-793-missing-template/root');
    const domain = readGuest(this, 'alpine-793-missing-template/guest.xml');
    for (const consumer of ['libvirt@11.3', 'libvirt@12.8']) {
      const found = await explainOn(root, domain, consumer);
      assert.match(found.picked ?? '', /50-edk2-x86_64-secure\.json$/);
      assert.equal(found.outcome, 'refused');
      assert.deepEqual(listProblems(found), ['error image-missing']);
      assert.match(findMessage(found, 'image-missing'), /^Image not found: \S*edk2-i386-vars\.fd\./);
    }
  });

  it('are told of a typo in the path of a descriptor’s image', async function () {
    const root = needCorpus(this, 'field/fedora-acs-override-196-typo/root');
    const domain = readGuest(this, 'fedora-acs-override-196-typo/guest.xml');
    const found = await explainOn(root, domain, 'libvirt@12.8');
    assert.match(found.picked ?? '', /32-.*-fc41\.json$/);
    // The report contains none of the host's images.
    assert.deepEqual(listProblems(found), ['warning image-missing']);
    assert.match(findMessage(found, 'image-missing'), /^Image not found: \S+\.fd, /);
  });

  it('are refused if a raw template would be converted to a qcow2 variable store', async function () {
    const domain = readGuest(this, 'qcow2-nvram-raw-template/guest.xml');
    const found = await getDebian().explain(domain, 'libvirt@12.8');
    assert.match(found.picked ?? '', /40-edk2-x86_64-secure-enrolled\.json$/);
    assert.equal(found.outcome, 'refused');
    assert.deepEqual(listProblems(found), ['error nvram-conversion']);
    assert.match(findMessage(found, 'nvram-conversion'), /qemu-img convert -O qcow2.*\/etc\/qemu\/firmware/);

    const converted = await getDebian().explain(
      readGuest(this, 'qcow2-nvram-wanted/guest.xml'),
      'libvirt@11.3',
    );
    assert.equal(converted.outcome, 'refused');
    assert.ok(converted.picked);
    assert.deepEqual(listProblems(converted), ['error nvram-conversion']);
  });

  it('get the same firmware from libvirt 12.8 through links to one file', async function () {
    const rows = [
      ['secboot-loader-only', '40-edk2-x86_64-secure-enrolled.json'],
      ['secboot-loader-plain', '40-edk2-x86_64-secure-enrolled.json'],
      ['secboot-with-ms-template', '40-edk2-x86_64-secure-enrolled.json'],
      ['own-symlink-loader-efi', '60-edk2-x86_64.json'],
      ['double-slash-efi', '60-edk2-x86_64.json'],
    ] as const;
    getDebian().link('opt/link/CODE.fd', '/usr/share/OVMF/OVMF_CODE_4M.fd');
    const picked: [string, string][] = [];
    for (const [name] of rows) {
      const domain = readGuest(this, `libvirt-12.8-follows-links/${name}.xml`);
      const found = await getDebian().explain(domain, 'libvirt@12.8');
      picked.push([name, path.posix.basename(found.picked ?? '')]);
    }
    assert.deepEqual(picked, rows);
  });

  it('are told if an image lacks the metadata for TDX', async function () {
    const host = getDebian();
    host.copy('field/perm/usr/share/OVMF/OVMF_CODE_4M.fd', 'opt/ovmf/OVMF_CODE_4M.fd');
    const domain = readGuest(this, 'tdx-ovmf-without-metadata/guest.xml');
    const found = await host.explain(domain, 'libvirt@12.8');
    assert.equal(found.outcome, 'refused');
    assert.match(findMessage(found, 'image-confidential'), /no TDX metadata/);
    assert.doesNotMatch(JSON.stringify([found.problems, found.nearest]), /pflash/);
  });
});
