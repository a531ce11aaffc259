import type { Firmware } from '../../../server/src/consumers/firmware';
import type { Guest } from '../../../server/src/consumers/guest';

/** A guest with wishes that SOUND fulfils. */
export const GUEST: Guest = { architecture: 'x86_64', machine: 'pc-q35-10.0', firmware: 'uefi' };

export const SOUND: Firmware = {
  interfaceTypes: ['uefi'],
  device: 'flash',
  mode: 'split',
  file: '/fw/CODE.fd',
  format: 'raw',
  template: '/fw/VARS.fd',
  templateFormat: 'raw',
  hasTemplate: true,
  targets: [{ architecture: 'x86_64', machines: ['pc-i440fx-*', 'pc-q35-*'] }],
  features: ['acpi-s3'],
};

export const MEMORY: Firmware = {
  ...SOUND,
  device: 'memory',
  template: undefined,
  templateFormat: undefined,
  format: undefined,
  hasTemplate: false,
};

/** The text of a descriptor that says what a firmware in plain data says. */
export function descriptorOf(firmware: Firmware): string {
  const { file: filename, format, template, templateFormat, device, mode } = firmware;
  const mapping =
    device === 'flash'
      ? {
          device,
          mode,
          executable: { filename, format },
          ...(firmware.hasTemplate && { 'nvram-template': { filename: template, format: templateFormat } }),
        }
      : { device, filename };
  return JSON.stringify({
    description: 'a firmware',
    'interface-types': firmware.interfaceTypes,
    mapping,
    targets: firmware.targets,
    features: firmware.features,
    tags: [],
  });
}
