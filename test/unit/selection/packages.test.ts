import assert from 'node:assert/strict';
import { describePackages, isOfPackage } from '../../../server/src/selection/images/packages';

describe('The package that has an image', () => {
  const rows: readonly [path: string, packages: string][] = [
    ['/usr/share/OVMF/OVMF_CODE_4M.fd', 'ovmf (Debian, Ubuntu)'],
    ['/usr/share/OVMF/OVMF_CODE_4M.secboot.fd', 'ovmf (Debian, Ubuntu)'],
    ['/usr/share/OVMF/OVMF_VARS_4M.ms.fd', 'ovmf (Debian, Ubuntu)'],
    ['/usr/share/OVMF/OVMF_CODE.fd', 'ovmf (Debian, Ubuntu), edk2-ovmf (Fedora)'],
    ['/usr/share/OVMF/OVMF32_CODE_4M.secboot.fd', 'ovmf-ia32 (Debian, Ubuntu)'],
    ['/usr/share/OVMF/x64/OVMF_CODE.4m.fd', 'edk2-ovmf (Arch)'],
    ['/usr/share/edk2/x64/OVMF_VARS.4m.fd', 'edk2-ovmf (Arch)'],
    ['/usr/share/edk2/ovmf/OVMF_CODE_4M.secboot.qcow2', 'edk2-ovmf (Fedora)'],
    ['/usr/share/edk2/aarch64/QEMU_EFI-silent-pflash.qcow2', 'edk2-aarch64 (Fedora)'],
    [
      '/usr/share/AAVMF/AAVMF_CODE.fd',
      'qemu-efi-aarch64 (Debian, Ubuntu), edk2-aarch64 (Fedora), edk2-aarch64 (Arch)',
    ],
    ['/usr/share/AAVMF/AAVMF_CODE.secboot.fd', 'qemu-efi-aarch64 (Debian, Ubuntu)'],
    ['/usr/share/qemu-efi-riscv64/RISCV_VIRT_CODE.fd', 'qemu-efi-riscv64 (Debian, Ubuntu)'],
    ['/usr/share/qemu-efi-loongarch64/QEMU_EFI.fd', 'qemu-efi-loongarch64 (Debian, Ubuntu)'],
    ['/usr/share/qemu/ovmf-x86_64-ms-4m-code.bin', 'qemu-ovmf-x86_64 (openSUSE)'],
    ['/usr/share/qemu/aavmf-aarch64-code.bin', 'qemu-uefi-aarch64 (openSUSE)'],
    ['/usr/share/ovmf/OVMF.inteltdx.ms.fd', 'ovmf-inteltdx (Debian, Ubuntu)'],
  ];
  for (const [path, packages] of rows)
    it(`is told for ${path}`, () => {
      assert.equal(describePackages(path), `Install the package of this file: ${packages}.`);
    });

  it('is not told for a name that it does not have', () => {
    const found = describePackages('/usr/share/edk2/ovmf/OVMF_CODE.secboot.fc41.fd');
    assert.equal(
      found,
      'No known package contains this file; these packages install other files in its folder: edk2-ovmf (Fedora).',
    );
  });

  it('is QEMU’s own', () => {
    assert.match(describePackages('/usr/share/qemu/edk2-i386-vars.fd') ?? '', /QEMU/);
  });

  it('is not asked for where a store had it', () => {
    const path = '/nix/store/abc-qemu/share/qemu/edk2-x86_64-code.fd';
    assert.match(describePackages(path) ?? '', /paths like this one/);
  });

  it('is not known of other places', () => {
    for (const path of ['/opt/OVMF_CODE.fd', '/__proto__/x', 'x', `/usr/share/OVMF/${'x'.repeat(300)}`])
      assert.equal(describePackages(path), undefined);
  });

  it('owns what lies below /usr and in stores', () => {
    for (const path of ['/usr/share/OVMF/x', '/nix/store/x']) assert.ok(isOfPackage(path));
    for (const path of ['/usr/local/x', '/var/lib/x', '/opt/usr/x']) assert.ok(!isOfPackage(path));
  });
});
