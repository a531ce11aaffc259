import { matchesGlob } from '../../descriptor/machineGlob';
import { t } from '../../text/translations';

/** Distributions, by the names that people know them by. */
const DISTRIBUTIONS = {
  debian: 'Debian, Ubuntu',
  fedora: 'Fedora',
  arch: 'Arch',
  opensuse: 'openSUSE',
} as const;

type Packages = { readonly [Name in keyof typeof DISTRIBUTIONS]?: string };

/**
 * Which package brings a file, by patterns for its path; the first that matches counts.
 * [Debian: the packages of 12, 13 and sid of 2026-11; Fedora: rpms/edk2, edk2.spec, and seabios.spec; Arch: PKGBUILD of edk2 and qemu;
 * openSUSE: ovmf.spec, qemu.spec]
 */
const PACKAGES: readonly (readonly [pattern: string, packages: Packages])[] = [
  ['/usr/share/OVMF/x64/*', { arch: 'edk2-ovmf' }],
  ['/usr/share/OVMF/OVMF32_*', { debian: 'ovmf-ia32' }],
  ['/usr/share/OVMF/OVMF_CODE.fd', { debian: 'ovmf', fedora: 'edk2-ovmf' }],
  ['/usr/share/OVMF/OVMF_CODE.secboot.fd', { debian: 'ovmf', fedora: 'edk2-ovmf' }],
  ['/usr/share/OVMF/OVMF_VARS.fd', { debian: 'ovmf', fedora: 'edk2-ovmf' }],
  ['/usr/share/OVMF/OVMF_VARS.secboot.fd', { fedora: 'edk2-ovmf' }],
  ['/usr/share/OVMF/OVMF_*', { debian: 'ovmf' }],
  ['/usr/share/ovmf/x64/*', { arch: 'edk2-ovmf' }],
  ['/usr/share/ovmf/OVMF.amdsev.fd', { debian: 'ovmf-amdsev' }],
  ['/usr/share/ovmf/OVMF.inteltdx*', { debian: 'ovmf-inteltdx' }],
  ['/usr/share/ovmf/OVMF.legacy.fd', { debian: 'ovmf-legacy' }],
  ['/usr/share/ovmf/OVMF.fd', { debian: 'ovmf' }],
  ['/usr/share/qemu/OVMF.fd', { debian: 'ovmf' }],
  ['/usr/share/AAVMF/AAVMF32_*', { debian: 'qemu-efi-arm', fedora: 'edk2-arm' }],
  [
    '/usr/share/AAVMF/AAVMF_CODE.fd',
    { debian: 'qemu-efi-aarch64', fedora: 'edk2-aarch64', arch: 'edk2-aarch64' },
  ],
  [
    '/usr/share/AAVMF/AAVMF_VARS.fd',
    { debian: 'qemu-efi-aarch64', fedora: 'edk2-aarch64', arch: 'edk2-aarch64' },
  ],
  ['/usr/share/AAVMF/AAVMF_*', { debian: 'qemu-efi-aarch64' }],
  ['/usr/share/qemu-efi-aarch64/*', { debian: 'qemu-efi-aarch64' }],
  ['/usr/share/qemu-efi-riscv64/*', { debian: 'qemu-efi-riscv64' }],
  ['/usr/share/qemu-efi-loongarch64/*', { debian: 'qemu-efi-loongarch64' }],
  ['/usr/share/edk2/x64/*', { arch: 'edk2-ovmf' }],
  ['/usr/share/edk2-ovmf/x64/*', { arch: 'edk2-ovmf' }],
  ['/usr/share/edk2/ovmf-ia32/*', { fedora: 'edk2-ovmf-ia32' }],
  ['/usr/share/edk2/ovmf*', { fedora: 'edk2-ovmf' }],
  ['/usr/share/edk2/aarch64/QEMU_EFI.fd', { fedora: 'edk2-aarch64', arch: 'edk2-aarch64' }],
  ['/usr/share/edk2/aarch64/QEMU_VARS.fd', { arch: 'edk2-aarch64' }],
  ['/usr/share/edk2/aarch64/*', { fedora: 'edk2-aarch64' }],
  ['/usr/share/edk2-armvirt/aarch64/*', { arch: 'edk2-aarch64' }],
  ['/usr/share/edk2/arm/*', { fedora: 'edk2-arm' }],
  ['/usr/share/edk2/riscv/*', { fedora: 'edk2-riscv64' }],
  ['/usr/share/edk2/riscv64/*', { arch: 'edk2-riscv64' }],
  ['/usr/share/edk2/loongarch64/*', { fedora: 'edk2-loongarch64' }],
  ['/usr/share/qemu/ovmf-x86_64*.bin', { opensuse: 'qemu-ovmf-x86_64' }],
  ['/usr/share/qemu/ovmf-ia32*.bin', { opensuse: 'qemu-ovmf-ia32' }],
  ['/usr/share/qemu/aavmf-aarch64*.bin', { opensuse: 'qemu-uefi-aarch64' }],
  ['/usr/share/qemu/qemu-uefi-aarch64*.bin', { opensuse: 'qemu-uefi-aarch64' }],
  ['/usr/share/qemu/aavmf-aarch32*.bin', { opensuse: 'qemu-uefi-aarch32' }],
  ['/usr/share/qemu/qemu-uefi-aarch32.bin', { opensuse: 'qemu-uefi-aarch32' }],
  ['/usr/share/seabios/bios*.bin', { debian: 'seabios', fedora: 'seabios-bin' }],
];

/** The images of edk2 that QEMU's own releases have, wherever they are installed. */
const OF_QEMU = /\/qemu\/edk2-[\w-]+\.fd$/;

/** Longer than any path of a package. */
const MAX_PATH = 256;

/** A sentence on where a file comes from; undefined where that is not known. */
export function describePackages(path: string): string | undefined {
  if (path.length > MAX_PATH) return undefined;
  if (OF_QEMU.test(path))
    return t('QEMU’s own packages install it, where they bring edk2’s images: reinstall QEMU.');
  const packages = PACKAGES.find(([pattern]) => matchesGlob(pattern, path))?.[1];
  if (!packages) return undefined;
  const names = Object.entries(DISTRIBUTIONS).flatMap(([id, name]) => {
    const found = packages[id as keyof Packages];
    return found === undefined ? [] : [`${found} (${name})`];
  });
  return t('Install the package that has it: {0}.', names.join(', '));
}

/** Whether packages own the place of a file, so that updates replace it. */
export function isOfPackage(path: string): boolean {
  return /^\/(?:usr\/(?!local\/)|nix\/store\/|gnu\/store\/)/.test(path);
}
