/** Templates of whole descriptors, as data. */
import { t } from '../../text/translations';

/** A template of a descriptor. It lists only the features that its name promises. */
export interface DescriptorTemplate {
  readonly interfaceType: string;
  readonly loading: Loading;
  readonly architectures: readonly string[];
  readonly machines: readonly string[];
  /** The image, and the NVRAM template. */
  readonly images: readonly string[];
  readonly features: readonly string[];
}

/** How QEMU loads the firmware: the flash mode, the member with the variables, or the device. */
export type Loading = 'split' | 'combined' | 'stateless' | 'memory' | 'uefi-vars' | 'kernel' | 'igvm';

/** One line per template, the most common first, with the members in their order; images are below /usr. */
const TEMPLATES = `
uefi split x86_64 pc-q35-*,pc-i440fx-* share/OVMF/OVMF_CODE_4M.fd,share/OVMF/OVMF_VARS_4M.fd
uefi split x86_64 pc-q35-* share/OVMF/OVMF_CODE_4M.secboot.fd,share/OVMF/OVMF_VARS_4M.fd requires-smm,secure-boot
uefi split x86_64 pc-q35-* share/OVMF/OVMF_CODE_4M.secboot.fd,share/OVMF/OVMF_VARS_4M.ms.fd enrolled-keys,requires-smm,secure-boot
uefi stateless x86_64 pc-q35-*,pc-i440fx-* share/OVMF/OVMF.fd
uefi combined x86_64 pc-q35-*,pc-i440fx-* share/OVMF/OVMF.fd
uefi split aarch64 virt-* share/AAVMF/AAVMF_CODE.fd,share/AAVMF/AAVMF_VARS.fd
uefi split riscv64 virt share/qemu-efi-riscv64/RISCV_VIRT_CODE.fd,share/qemu-efi-riscv64/RISCV_VIRT_VARS.fd
uefi split loongarch64 virt share/qemu-efi-loongarch64/QEMU_EFI.fd,share/qemu-efi-loongarch64/QEMU_VARS.fd
uefi uefi-vars x86_64 pc-q35-* share/edk2/ovmf/OVMF.qemuvars.fd,share/edk2/ovmf/vars.blank.json host-uefi-vars
uefi memory x86_64 pc-q35-*,pc-i440fx-* share/OVMF/OVMF.fd
bios memory x86_64,i386 pc-q35-*,pc-i440fx-* share/seabios/bios-256k.bin acpi-s3,acpi-s4
uefi memory x86_64 pc-q35-* share/edk2/ovmf/OVMF.amdsev.fd amd-sev,amd-sev-es,amd-sev-snp
uefi memory x86_64 pc-q35-* share/edk2/ovmf/OVMF.inteltdx.fd intel-tdx
uefi igvm x86_64 pc-q35-* share/edk2/ovmf/OVMF.igvm amd-sev-snp
uboot kernel riscv64 virt lib/u-boot/qemu-riscv64_smode/u-boot.bin
`;

/** All templates, regardless of the schema. */
export function listAllTemplates(): DescriptorTemplate[] {
  return TEMPLATES.trim()
    .split('\n')
    .map((line) => {
      const [interfaceTypes = [], loading, architectures = [], machines = [], images = [], features = []] =
        line.split(' ').map((list) => list.split(','));
      return {
        interfaceType: String(interfaceTypes),
        loading: String(loading) as Loading,
        architectures,
        machines,
        images: images.map((image) => `/usr/${image}`),
        features,
      };
    });
}

/** Names the firmware, such as “UEFI with Secure Boot”, briefly enough for a narrow list. @param t formats it in a language */
export function nameTemplate(
  { interfaceType, features }: DescriptorTemplate,
  t: (message: string, ...values: string[]) => string,
): string {
  if (interfaceType !== 'uefi') return interfaceType === 'bios' ? 'BIOS' : 'U-Boot';
  if (features.includes('amd-sev-snp')) return t('UEFI for {0}', 'AMD SEV-SNP');
  if (features.includes('intel-tdx')) return t('UEFI for {0}', 'Intel TDX');
  if (features.includes('enrolled-keys')) return t('UEFI with enrolled keys');
  return features.includes('secure-boot') ? t('UEFI with Secure Boot') : 'UEFI';
}

/** Describes a way to load firmware, in a few words and in a sentence. */
export function describeLoading(loading: Loading): readonly [short: string, long: string] {
  switch (loading) {
    case 'split':
      return [t('flash: code + variables'), t('shared code; each guest has a copy of the variables')];
    case 'combined':
      return [t('flash: one file'), t('each guest has a copy of the file')];
    case 'stateless':
      return [t('flash: no stored variables'), t('one shared file')];
    case 'memory':
      return [t('memory: ROM'), t('loaded with {0}', '-bios')];
    case 'uefi-vars':
      return [t('memory: code + JSON variables'), t('loaded with {0}', '-bios')];
    case 'kernel':
      return [loading, t('loaded with {0}', '-kernel')];
    case 'igvm':
      return [loading, t('code and initial state of a confidential guest')];
  }
}
