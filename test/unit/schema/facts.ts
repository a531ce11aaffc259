/**
 * What QEMU's docs/interop/firmware.json and the files that it includes say, release by release, noted down from
 * 5.0, 7.2, 10.0, 10.2 and 11.0 and the patches between them. 11.1 changed nothing.
 */

/** Definition -> its parts in order. */
export type Facts = Readonly<Record<string, readonly string[]>>;

const common: Facts = {
  FirmwareOSInterface: ['bios', 'openfirmware', 'uboot', 'uefi'],
  FirmwareDevice: ['flash', 'kernel', 'memory', 'igvm'],
  FirmwareFeature: [
    'acpi-s3',
    'acpi-s4',
    'amd-sev',
    'amd-sev-es',
    'amd-sev-snp',
    'intel-tdx',
    'enrolled-keys',
    'requires-smm',
    'secure-boot',
    'host-uefi-vars',
    'verbose-dynamic',
    'verbose-static',
  ],
  FirmwareFlashMode: ['split', 'combined', 'stateless'],
  FirmwareMappingFlash: [
    '*mode: FirmwareFlashMode',
    'executable: FirmwareFlashFile',
    '*nvram-template: FirmwareFlashFile',
  ],
  FirmwareMappingKernel: ['filename: str'],
  FirmwareMemoryUefiVars: ['template: str'],
  FirmwareMappingMemory: ['filename: str', '*uefi-vars: FirmwareMemoryUefiVars'],
  FirmwareMappingIgvm: ['filename: str'],
  FirmwareMapping: [
    'device: FirmwareDevice',
    'by device',
    'flash -> FirmwareMappingFlash',
    'kernel -> FirmwareMappingKernel',
    'memory -> FirmwareMappingMemory',
    'igvm -> FirmwareMappingIgvm',
  ],
  Firmware: [
    'description: str',
    'interface-types: [FirmwareOSInterface]',
    'mapping: FirmwareMapping',
    'targets: [FirmwareTarget]',
    'features: [FirmwareFeature]',
    'tags: [str]',
  ],
};

/** QEMU 9.1 and later. */
export const newEdition: Facts = {
  ...common,
  FirmwareArchitecture: ['aarch64', 'arm', 'i386', 'loongarch64', 'riscv64', 'x86_64'],
  FirmwareTarget: ['architecture: FirmwareArchitecture', 'machines: [str]'],
  FirmwareFormat: ['raw', 'qcow2'],
  FirmwareFlashFile: ['filename: str', 'format: FirmwareFormat'],
};

/** QEMU 3.0 to 9.0. */
export const oldEdition: Facts = {
  ...common,
  FirmwareTarget: ['architecture: SysEmuTarget', 'machines: [str]'],
  FirmwareFlashFile: ['filename: str', 'format: BlockdevDriver'],
  SysEmuTarget: (
    'aarch64 alpha arm avr cris hppa i386 loongarch64 m68k microblaze microblazeel mips mips64 mips64el mipsel ' +
    'nios2 or1k ppc ppc64 riscv32 riscv64 rx s390x sh4 sh4eb sparc sparc64 tricore x86_64 xtensa xtensaeb'
  ).split(' '),
  BlockdevDriver: (
    'blkdebug blklogwrites blkreplay blkverify bochs cloop compress copy-before-write copy-on-read dmg file ' +
    'snapshot-access ftp ftps gluster host_cdrom host_device http https io_uring iscsi luks nbd nfs null-aio ' +
    'null-co nvme nvme-io_uring parallels preallocate qcow qcow2 qed quorum raw rbd replication ssh throttle vdi ' +
    'vhdx virtio-blk-vfio-pci virtio-blk-vhost-user virtio-blk-vhost-vdpa vmdk vpc vvfat'
  ).split(' '),
};

/** What came after 3.0, with the release; `Definition` or `Definition.part`. */
export const since: Readonly<Record<string, string>> = {
  'BlockdevDriver.blkreplay': '4.2',
  'BlockdevDriver.compress': '5.0',
  'SysEmuTarget.rx': '5.0',
  'SysEmuTarget.avr': '5.1',
  'BlockdevDriver.preallocate': '6.0',
  'FirmwareFeature.amd-sev-es': '6.0',
  'BlockdevDriver.copy-before-write': '6.2',
  'BlockdevDriver.snapshot-access': '7.0',
  FirmwareFlashMode: '7.0',
  'FirmwareMappingFlash.mode': '7.0',
  'FirmwareArchitecture.loongarch64': '7.1',
  'SysEmuTarget.loongarch64': '7.1',
  'BlockdevDriver.io_uring': '7.2',
  'BlockdevDriver.nvme-io_uring': '7.2',
  'BlockdevDriver.virtio-blk-vfio-pci': '7.2',
  'BlockdevDriver.virtio-blk-vhost-user': '7.2',
  'BlockdevDriver.virtio-blk-vhost-vdpa': '7.2',
  'FirmwareFeature.amd-sev-snp': '7.2',
  'FirmwareFeature.intel-tdx': '7.2',
  'FirmwareArchitecture.riscv64': '10.0',
  'FirmwareFeature.host-uefi-vars': '10.0',
  'FirmwareDevice.igvm': '10.1',
  FirmwareMappingIgvm: '10.1',
  'FirmwareMappingMemory.uefi-vars': '11.0',
  FirmwareMemoryUefiVars: '11.0',
};

/** A branch of a union comes with the value of the discriminator that names it. */
export const branchSince: Readonly<Record<string, string>> = { 'FirmwareMapping.igvm': '10.1' };
