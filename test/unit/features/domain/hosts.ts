/** Machines for the tests of features for domains. */
import {
  listNamedImages,
  type DomainHost,
  type NamedImage,
} from '../../../../server/src/features/domain/host';
import type { Firmware } from '../../../../server/src/consumers/firmware';

const FLASH: Firmware = {
  interfaceTypes: ['uefi'],
  device: 'flash',
  mode: 'split',
  hasTemplate: true,
  targets: [{ architecture: 'x86_64', machines: ['pc-q35-*'] }],
  features: [],
};

const FIRMWARE: readonly (readonly [name: string, firmware: Firmware])[] = [
  [
    '40-secure.json',
    {
      ...FLASH,
      file: '/fw/CODE.secboot.fd',
      format: 'raw',
      template: '/fw/VARS.ms.fd',
      templateFormat: 'raw',
      features: ['secure-boot', 'enrolled-keys', 'requires-smm'],
    },
  ],
  [
    '60-plain.json',
    { ...FLASH, file: '/fw/CODE.fd', format: 'raw', template: '/fw/VARS.fd', templateFormat: 'raw' },
  ],
  [
    '60-arm.json',
    {
      ...FLASH,
      targets: [{ architecture: 'aarch64', machines: ['virt-*'] }],
      file: '/fw/ARM.qcow2',
      format: 'qcow2',
      template: '/fw/ARM_VARS.qcow2',
      templateFormat: 'qcow2',
    },
  ],
  [
    '90-memory.json',
    {
      ...FLASH,
      device: 'memory',
      hasTemplate: false,
      file: '/fw/MEMORY.fd',
      storeTemplate: '/fw/STORE.json',
    },
  ],
];

export const IMAGES: readonly NamedImage[] = FIRMWARE.flatMap(([name, firmware]) =>
  listNamedImages(`/usr/share/qemu/firmware/${name}`, firmware),
);

export function makeHost(release = '12.8', changes: Partial<DomainHost> = {}): DomainHost {
  return { release, architecture: 'x86_64', qemuVersion: '10.2', images: IMAGES, ...changes };
}

/** A domain that has something of everything. */
export const WHOLE = `<?xml version="1.0"?>
<!-- <os firmware='bios'/> -->
<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <name>one</name>
  <memory unit='GiB'>4</memory>
  <os firmware='efi'>
    <type arch='x86_64' machine='q35'>hvm</type>
    <firmware>
      <feature enabled='yes' name='secure-boot'/>
      <feature enabled='no' name='enrolled-keys'/>
    </firmware>
    <loader readonly='yes' secure='yes' type='pflash' format='raw'>/fw/CODE.secboot.fd</loader>
    <nvram template='/fw/VARS.ms.fd' templateFormat='raw' format='raw'>/var/lib/libvirt/qemu/nvram/one_VARS.fd</nvram>
    <boot dev='hd'/>
  </os>
  <features>
    <acpi/>
    <smm state='on'>
      <tseg unit='MiB'>48</tseg>
    </smm>
  </features>
  <pm>
    <suspend-to-mem enabled='no'/>
    <suspend-to-disk enabled='no'/>
  </pm>
  <devices>
    <nvram><address type='spapr-vio'/></nvram>
    <disk type='file'><source file='/x'/></disk>
  </devices>
  <launchSecurity type='sev' kernelHashes='no'>
    <policy>0x3</policy>
  </launchSecurity>
</domain>
`;
