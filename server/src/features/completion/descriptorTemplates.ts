/** Whole descriptors to start from, as data. */
import { HOST_TEMPLATES, OVMF_CODE, OVMF_VARS } from '../../descriptor/usualImages';
import { t } from '../../text/translations';

/** A descriptor to start from. It claims only the features that its name promises. */
export interface DescriptorTemplate {
  /** Stays the same in every language and release. */
  readonly id: string;
  /** What it is, such as “UEFI with Secure Boot”, in the user's language. */
  readonly name: string;
  /** Of the file, in English; absent for `UEFI firmware for …`. */
  readonly description?: string;
  /** `uefi` where it is absent. */
  readonly interfaceType?: string;
  readonly loading: Loading;
  /** The image; second, the template of the variables. */
  readonly images: readonly [executable: string, variables?: string];
  readonly architectures: readonly string[];
  readonly machines: readonly string[];
  readonly features?: readonly string[];
}

/** How QEMU loads the firmware. */
export type Loading = 'split' | 'combined' | 'stateless' | 'memory' | 'uefi-vars' | 'kernel' | 'igvm';

/** A way to load firmware, in few words and in a sentence. */
export function describeLoading(loading: Loading): readonly [short: string, long: string] {
  switch (loading) {
    case 'split':
      return [t('flash: code + variables'), t('shared code, and variables that are copied for each guest')];
    case 'combined':
      return [t('flash: one file'), t('code and variables in one file that is copied for each guest')];
    case 'stateless':
      return [t('flash: no stored variables'), t('one shared file; guests keep no variables')];
    case 'memory':
      return [t('memory: ROM'), t('loaded with -bios')];
    case 'uefi-vars':
      return [
        t('memory: code + JSON variables'),
        t('loaded with -bios; QEMU keeps the variables in a JSON file'),
      ];
    case 'kernel':
      return [loading, t('started with -kernel')];
    case 'igvm':
      return [loading, t('code and initial state of a confidential guest in one file')];
  }
}

const PC = { architectures: ['x86_64'], machines: ['pc-q35-*', 'pc-i440fx-*'] };
const Q35 = { ...PC, machines: ['pc-q35-*'] };
const SECURE_BOOT = ['requires-smm', 'secure-boot'];
const OVMF = '/usr/share/edk2/ovmf/OVMF.';
const SECURE_CODE = '/usr/share/OVMF/OVMF_CODE_4M.secboot.fd';
const WHOLE = '/usr/share/OVMF/OVMF.fd';
const RISCV = '/usr/share/qemu-efi-riscv64/RISCV_VIRT_';
const LOONGARCH = '/usr/share/qemu-efi-loongarch64/QEMU_';
const UEFI = 'UEFI';

/** All templates, the most common first, whatever the schema knows. */
export function listAllTemplates(): readonly DescriptorTemplate[] {
  const snp = {
    ...Q35,
    name: t('UEFI for {0}', 'AMD SEV-SNP'),
    description: 'UEFI firmware for AMD SEV-SNP guests',
  };
  return [
    { ...PC, id: 'x86_64-split', name: UEFI, loading: 'split', images: [OVMF_CODE, OVMF_VARS] },
    {
      ...Q35,
      id: 'x86_64-secure-boot',
      name: t('UEFI with Secure Boot'),
      description: 'UEFI firmware with Secure Boot for x86_64',
      loading: 'split',
      images: [SECURE_CODE, OVMF_VARS],
      features: SECURE_BOOT,
    },
    {
      ...Q35,
      id: 'x86_64-enrolled-keys',
      name: t('UEFI with Secure Boot and enrolled keys'),
      description: 'UEFI firmware with Secure Boot and enrolled keys for x86_64',
      loading: 'split',
      images: [SECURE_CODE, '/usr/share/OVMF/OVMF_VARS_4M.ms.fd'],
      features: ['enrolled-keys', ...SECURE_BOOT],
    },
    { ...PC, id: 'x86_64-stateless', name: UEFI, loading: 'stateless', images: [WHOLE] },
    { ...PC, id: 'x86_64-combined', name: UEFI, loading: 'combined', images: [WHOLE] },
    ...[
      ['aarch64', 'virt-*', '/usr/share/AAVMF/AAVMF_CODE.fd', '/usr/share/AAVMF/AAVMF_VARS.fd'],
      ['riscv64', 'virt', `${RISCV}CODE.fd`, `${RISCV}VARS.fd`],
      ['loongarch64', 'virt', `${LOONGARCH}EFI.fd`, `${LOONGARCH}VARS.fd`],
    ].map(makeVirtTemplate),
    {
      ...Q35,
      id: 'x86_64-uefi-vars',
      name: UEFI,
      loading: 'uefi-vars',
      images: [`${OVMF}qemuvars.fd`, HOST_TEMPLATES[0]],
      features: ['host-uefi-vars'],
    },
    { ...PC, id: 'x86_64-memory', name: UEFI, loading: 'memory', images: [WHOLE] },
    {
      id: 'bios',
      name: 'BIOS',
      interfaceType: 'bios',
      description: 'SeaBIOS',
      loading: 'memory',
      images: ['/usr/share/seabios/bios-256k.bin'],
      architectures: ['x86_64', 'i386'],
      machines: PC.machines,
      features: ['acpi-s3', 'acpi-s4'],
    },
    {
      ...snp,
      id: 'amd-sev-snp',
      loading: 'memory',
      images: [`${OVMF}amdsev.fd`],
      features: ['amd-sev', 'amd-sev-es', 'amd-sev-snp'],
    },
    {
      ...Q35,
      id: 'intel-tdx',
      name: t('UEFI for {0}', 'Intel TDX'),
      description: 'UEFI firmware for Intel TDX guests',
      loading: 'memory',
      images: [`${OVMF}inteltdx.fd`],
      features: ['intel-tdx'],
    },
    { ...snp, id: 'amd-sev-snp-igvm', loading: 'igvm', images: [`${OVMF}igvm`], features: ['amd-sev-snp'] },
    {
      id: 'u-boot',
      name: 'U-Boot',
      interfaceType: 'uboot',
      description: 'U-Boot for riscv64',
      loading: 'kernel',
      images: ['/usr/lib/u-boot/qemu-riscv64_smode/u-boot.bin'],
      architectures: ['riscv64'],
      machines: ['virt'],
    },
  ];
}

function makeVirtTemplate([
  architecture = '',
  machine = '',
  code = '',
  variables = '',
]: string[]): DescriptorTemplate {
  return {
    id: `${architecture}-split`,
    name: UEFI,
    loading: 'split',
    images: [code, variables],
    architectures: [architecture],
    machines: [machine],
  };
}
