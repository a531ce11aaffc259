import { matchesGlob } from '../../descriptor/machineGlob';
import { lookUp } from '../../text/table';
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
 * The packages that contain images, by folder and patterns for names.
 * [Debian: the packages of 12, 13 and sid of 2026-11; Fedora: rpms/edk2, edk2.spec, and seabios.spec; Arch: PKGBUILD of edk2; openSUSE:
 * ovmf.spec]
 */
const PACKAGES: Readonly<
  Record<string, readonly (readonly [names: readonly string[], packages: Packages])[]>
> = {
  '/usr/share/OVMF': [
    [['OVMF_CODE.fd', 'OVMF_CODE.secboot.fd', 'OVMF_VARS.fd'], { debian: 'ovmf', fedora: 'edk2-ovmf' }],
    [['OVMF_VARS.secboot.fd'], { fedora: 'edk2-ovmf' }],
    [['OVMF32_CODE_4M*.fd', 'OVMF32_VARS_4M*.fd'], { debian: 'ovmf-ia32' }],
    [
      ['OVMF_CODE.ms.fd', 'OVMF_VARS.ms.fd', 'OVMF_CODE_4M.fd', 'OVMF_CODE_4M.*.fd', 'OVMF_VARS_4M.fd'],
      { debian: 'ovmf' },
    ],
    [['OVMF_VARS_4M.ms.fd', 'OVMF_VARS_4M.snakeoil.fd'], { debian: 'ovmf' }],
  ],
  '/usr/share/ovmf': [
    [['OVMF.fd'], { debian: 'ovmf' }],
    [['OVMF.amdsev.fd'], { debian: 'ovmf-amdsev' }],
    [['OVMF.inteltdx.ms.fd'], { debian: 'ovmf-inteltdx' }],
    [['OVMF.legacy.fd'], { debian: 'ovmf-legacy' }],
  ],
  '/usr/share/AAVMF': [
    [
      ['AAVMF_CODE.fd', 'AAVMF_VARS.fd'],
      { debian: 'qemu-efi-aarch64', fedora: 'edk2-aarch64', arch: 'edk2-aarch64' },
    ],
    [['AAVMF_CODE.verbose.fd'], { fedora: 'edk2-aarch64' }],
    [['AAVMF32_CODE.fd', 'AAVMF32_VARS.fd'], { debian: 'qemu-efi-arm' }],
    [['AAVMF_CODE.*.fd', 'AAVMF_VARS.ms.fd', 'AAVMF_VARS.snakeoil.fd'], { debian: 'qemu-efi-aarch64' }],
  ],
  '/usr/share/qemu-efi-aarch64': [[['QEMU_EFI.fd'], { debian: 'qemu-efi-aarch64' }]],
  '/usr/share/qemu-efi-riscv64': [
    [['RISCV_VIRT_CODE.fd', 'RISCV_VIRT_VARS.fd'], { debian: 'qemu-efi-riscv64' }],
  ],
  '/usr/share/qemu-efi-loongarch64': [[['QEMU_EFI.fd', 'QEMU_VARS.fd'], { debian: 'qemu-efi-loongarch64' }]],
  '/usr/share/edk2/ovmf': [
    [
      ['OVMF_CODE.fd', 'OVMF_CODE.secboot.fd', 'OVMF_VARS.fd', 'OVMF_VARS.secboot.fd'],
      { fedora: 'edk2-ovmf' },
    ],
    [['OVMF_CODE_4M.qcow2', 'OVMF_CODE_4M.secboot.qcow2'], { fedora: 'edk2-ovmf' }],
    [['OVMF_VARS_4M.qcow2', 'OVMF_VARS_4M.secboot.qcow2', 'MICROVM.fd'], { fedora: 'edk2-ovmf' }],
    [['OVMF.amdsev.fd', 'OVMF.inteltdx.fd', 'OVMF.inteltdx.secboot.fd'], { fedora: 'edk2-ovmf' }],
    [['OVMF.qemuvars.fd', 'OVMF.stateless.fd', 'OVMF.stateless.secboot.fd'], { fedora: 'edk2-ovmf' }],
  ],
  '/usr/share/edk2/ovmf-ia32': [
    [['OVMF_CODE.fd', 'OVMF_CODE.secboot.fd'], { fedora: 'edk2-ovmf-ia32' }],
    [['OVMF_VARS.fd', 'OVMF_VARS.secboot.fd'], { fedora: 'edk2-ovmf-ia32' }],
  ],
  '/usr/share/edk2/aarch64': [
    [['QEMU_EFI.fd', 'QEMU_VARS.fd'], { fedora: 'edk2-aarch64', arch: 'edk2-aarch64' }],
    [['QEMU_EFI-*pflash.*', 'vars-template-pflash.*', 'QEMU_EFI.silent.fd'], { fedora: 'edk2-aarch64' }],
  ],
  '/usr/share/edk2/arm': [[['QEMU_EFI-pflash.raw', 'vars-template-pflash.raw'], { fedora: 'edk2-arm' }]],
  '/usr/share/edk2/riscv': [[['RISCV_VIRT_*'], { fedora: 'edk2-riscv64' }]],
  '/usr/share/edk2/riscv64': [[['RISCV_VIRT_CODE.fd', 'RISCV_VIRT_VARS.fd'], { arch: 'edk2-riscv64' }]],
  '/usr/share/edk2/loongarch64': [[['QEMU_EFI.*', 'QEMU_VARS.*'], { fedora: 'edk2-loongarch64' }]],
  '/usr/share/edk2/x64': [
    [['OVMF.4m.fd', 'OVMF_CODE.4m.fd', 'OVMF_CODE.secboot.4m.fd'], { arch: 'edk2-ovmf' }],
    [['OVMF_VARS.4m.fd', 'MICROVM.4m.fd'], { arch: 'edk2-ovmf' }],
  ],
  '/usr/share/qemu': [
    [['OVMF.fd'], { debian: 'ovmf' }],
    [['ovmf-x86_64*.bin'], { opensuse: 'qemu-ovmf-x86_64' }],
    [['ovmf-ia32*.bin'], { opensuse: 'qemu-ovmf-ia32' }],
    [['aavmf-aarch64-*code.bin', 'aavmf-aarch64-*vars.bin'], { opensuse: 'qemu-uefi-aarch64' }],
    [['qemu-uefi-aarch64*.bin'], { opensuse: 'qemu-uefi-aarch64' }],
    [
      ['aavmf-aarch32-code.bin', 'aavmf-aarch32-vars.bin', 'qemu-uefi-aarch32.bin'],
      { opensuse: 'qemu-uefi-aarch32' },
    ],
  ],
  '/usr/share/seabios': [[['bios.bin', 'bios-256k.bin'], { debian: 'seabios', fedora: 'seabios-bin' }]],
};

/** The packages with UEFI firmware and descriptors, by the architecture of guests. [as above] */
const BY_ARCHITECTURE: Readonly<Record<string, Packages>> = {
  x86_64: { debian: 'ovmf', fedora: 'edk2-ovmf', arch: 'edk2-ovmf', opensuse: 'qemu-ovmf-x86_64' },
  i386: { debian: 'ovmf-ia32', fedora: 'edk2-ovmf-ia32', opensuse: 'qemu-ovmf-ia32' },
  aarch64: {
    debian: 'qemu-efi-aarch64',
    fedora: 'edk2-aarch64',
    arch: 'edk2-aarch64',
    opensuse: 'qemu-uefi-aarch64',
  },
  arm: { debian: 'qemu-efi-arm', fedora: 'edk2-arm', opensuse: 'qemu-uefi-aarch32' },
  riscv64: { debian: 'qemu-efi-riscv64', fedora: 'edk2-riscv64', arch: 'edk2-riscv64' },
  loongarch64: { debian: 'qemu-efi-loongarch64', fedora: 'edk2-loongarch64' },
};

/** Returns a sentence on the packages with UEFI firmware for an architecture; undefined if none is known. */
export function describeFirmwarePackages(architecture: string): string | undefined {
  const packages = lookUp(BY_ARCHITECTURE, architecture);
  return packages && t('Packages with UEFI firmware for {0}: {1}.', architecture, formatPackages([packages]));
}

/** Folders that are links to another folder on Arch. */
const ARCH_LINKS = /^\/usr\/share\/(?:OVMF|ovmf|edk2-ovmf|edk2-armvirt)(?=\/(?:x64|aarch64)$)/;

/** The edk2 images in QEMU's own releases, in any installation folder. */
const OF_QEMU = /\/qemu\/edk2-[\w-]+\.fd$/;

/** The stores of Nix and Guix. */
const STORE = /^\/(?:nix|gnu)\/store\//;

/** Longer than any path of a package. */
const MAX_PATH = 256;

/** Returns a sentence on the package of a file; undefined if none is known. */
export function describePackages(path: string): string | undefined {
  if (path.length > MAX_PATH) return undefined;
  if (STORE.test(path))
    return t(
      'Updates remove paths like this one: use a permanent path, or remove <loader> and <nvram> and set firmware="efi".',
    );
  if (OF_QEMU.test(path))
    return t('If QEMU’s packages include edk2 images, reinstall QEMU to get this file.');
  const slash = path.lastIndexOf('/');
  const folder = path.slice(0, slash).replace(ARCH_LINKS, '/usr/share/edk2');
  const rows = lookUp(PACKAGES, folder) ?? [];
  const name = path.slice(slash + 1);
  const row = rows.find(([patterns]) => patterns.some((pattern) => matchesGlob(pattern, name)));
  if (row) return t('Install the package of this file: {0}.', formatPackages([row[1]]));
  const all = formatPackages(rows.map(([, packages]) => packages));
  return all === ''
    ? undefined
    : t('No known package contains this file; these packages install other files in its folder: {0}.', all);
}

function formatPackages(rows: readonly Packages[]): string {
  const names = rows.flatMap((packages) =>
    Object.entries(DISTRIBUTIONS).flatMap(([id, distribution]) => {
      const found = packages[id as keyof Packages];
      return found === undefined ? [] : [`${found} (${distribution})`];
    }),
  );
  return [...new Set(names)].join(', ');
}

/** Returns whether packages own the place of a file, so updates replace it. */
export function isOfPackage(path: string): boolean {
  return /^\/(?:usr\/(?!local\/)|nix\/store\/|gnu\/store\/)/.test(path);
}
