import type { GuestExample } from '../guestRule';

/** A domain with these elements in `<os>`, on a q35 machine with ACPI. @param os the first tag of `<os>` */
export function withElements(os: string, elements: string, more: GuestParts = {}): GuestExample {
  const { type = TYPE, features = '<acpi/>', others = '', ...rest } = more;
  const inside = [type, ...(elements === '' ? [] : [elements])].map((line) => `    ${line}\n`).join('');
  const text = `<domain type='kvm'>
  <name>guest</name>
  <memory unit='GiB'>2</memory>
  ${os}
${inside}  </os>
  <features>
    ${features}
  </features>
${others === '' ? '' : `  ${others}\n`}</domain>
`;
  const shownFeatures = more.features === undefined ? '' : `\n<features>${features}</features>`;
  const shown = `${os}\n${inside.replace(/^ {2}/gm, '')}</os>${shownFeatures}${others === '' ? '' : `\n${others.replace(/^ {2}/gm, '')}`}`;
  return { text, shown, ...rest };
}

/** Parts of a domain that differ from an ordinary one. */
export interface GuestParts extends Pick<
  GuestExample,
  'about' | 'consumer' | 'descriptors' | 'looksAtImages'
> {
  /** The element `<type>`. */
  readonly type?: string;
  /** The elements in `<features>`. */
  readonly features?: string;
  /** Further elements of the domain. */
  readonly others?: string;
}

const TYPE = `<type arch='x86_64' machine='q35'>hvm</type>`;

const FOLDER = '/usr/share/OVMF';

interface Kind {
  readonly file: string;
  readonly template?: string;
  readonly features: readonly string[];
  readonly architecture?: string;
  readonly machines?: readonly string[];
}

function makeDescriptor({
  file,
  template,
  features,
  architecture = 'x86_64',
  machines = ['pc-q35-*'],
}: Kind): string {
  return JSON.stringify({
    description: 'An example',
    'interface-types': ['uefi'],
    mapping:
      template === undefined
        ? { device: 'memory', filename: file }
        : {
            device: 'flash',
            mode: 'split',
            executable: { filename: file, format: 'raw' },
            'nvram-template': { filename: template, format: 'raw' },
          },
    targets: [{ architecture, machines }],
    features,
    tags: [],
  });
}

/** The descriptors on the machine of the examples, like Debian’s. */
export const DESCRIPTORS: Readonly<Record<string, string>> = {
  '40-secure-keys.json': makeDescriptor({
    file: `${FOLDER}/OVMF_CODE_4M.ms.fd`,
    template: `${FOLDER}/OVMF_VARS_4M.ms.fd`,
    features: ['acpi-s3', 'enrolled-keys', 'requires-smm', 'secure-boot'],
  }),
  '50-secure.json': makeDescriptor({
    file: `${FOLDER}/OVMF_CODE_4M.secboot.fd`,
    template: `${FOLDER}/OVMF_VARS_4M.fd`,
    features: ['acpi-s3', 'requires-smm', 'secure-boot'],
  }),
  '60-plain.json': makeDescriptor({
    file: `${FOLDER}/OVMF_CODE_4M.fd`,
    template: `${FOLDER}/OVMF_VARS_4M.fd`,
    features: ['acpi-s3', 'amd-sev'],
    machines: ['pc-i440fx-*', 'pc-q35-*'],
  }),
  '60-arm.json': makeDescriptor({
    file: '/usr/share/AAVMF/AAVMF_CODE.fd',
    template: '/usr/share/AAVMF/AAVMF_VARS.fd',
    features: [],
    architecture: 'aarch64',
    machines: ['virt-*'],
  }),
};

/** A descriptor of firmware for AMD SEV, which keeps no variables. */
export const AMD_SEV = makeDescriptor({
  file: '/usr/share/ovmf/OVMF.amdsev.fd',
  features: ['amd-sev', 'amd-sev-es', 'amd-sev-snp'],
});

/** A descriptor of a kernel, which libvirt up to 11 takes. */
export const KERNEL = JSON.stringify({
  description: 'An example',
  'interface-types': ['uefi', 'bios'],
  mapping: { device: 'kernel', filename: '/boot/firmware.bin' },
  targets: [{ architecture: 'x86_64', machines: ['pc-q35-*'] }],
  features: [],
  tags: [],
});
