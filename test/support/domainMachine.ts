import { variableVolume } from '../unit/support/firmwareBytes';
import { firmware } from '../unit/support/imageFiles';
import type { Bench } from './commandLine';

export const SHARE = '/usr/share/qemu/firmware';
const IMAGES = '/usr/share/OVMF';

/** Makes the text of a descriptor for x86_64 whose images are in one folder. @param vars undefined for combined firmware */
export function makeDescriptor(code: string, vars: string | undefined, features: readonly string[]): string {
  const executable = { filename: `${IMAGES}/${code}`, format: 'raw' };
  const template = { filename: `${IMAGES}/${vars ?? ''}`, format: 'raw' };
  const mapping =
    vars === undefined
      ? { device: 'flash', mode: 'combined', executable }
      : { device: 'flash', mode: 'split', executable, 'nvram-template': template };
  const descriptor = {
    description: `UEFI from ${code}`,
    'interface-types': ['uefi'],
    mapping,
    targets: [{ architecture: 'x86_64', machines: ['pc-q35-*'] }],
    features,
    tags: [],
  };
  return `${JSON.stringify(descriptor, null, 2)}\n`;
}

/** Makes the text of a domain. @param os the attributes of `<os>`, and the elements in it */
export function makeDomain(name: string, os: string, elements = ''): string {
  return `<domain type='kvm'>
  <name>${name}</name>
  <memory unit='GiB'>2</memory>
  <os${os === '' ? '' : ` ${os}`}>
    <type arch='x86_64' machine='q35'>hvm</type>
${elements === '' ? '' : `    ${elements}\n`}  </os>
  <features>
    <acpi/>
  </features>
</domain>
`;
}

export const EFI = `firmware='efi'`;

/** A feature that the firmware must have. */
export function requireFeature(name: string): string {
  return `<firmware><feature enabled='yes' name='${name}'/></firmware>`;
}

/** Writes a machine below `r`: firmware with and without Secure Boot, and the images. */
export function writeMachine({ write }: Bench): void {
  write(
    `r${SHARE}/50-secure.json`,
    makeDescriptor('CODE.secboot.fd', 'VARS.fd', ['requires-smm', 'secure-boot']),
  );
  write(`r${SHARE}/60-plain.json`, makeDescriptor('CODE.fd', 'VARS.fd', []));
  for (const name of ['CODE.secboot.fd', 'CODE.fd', 'COMBINED.fd']) write(`r${IMAGES}/${name}`, firmware());
  write(`r${IMAGES}/VARS.fd`, variableVolume([]));
}
