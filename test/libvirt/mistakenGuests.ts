/** Guests with mistakes that people make, for the descriptors of the examples (`rules/shared/guestExamples.ts`). */
export const MISTAKEN: readonly string[] = [
  // The old chipset with Secure Boot.
  guest({
    os: `<os firmware='efi'>`,
    type: `<type arch='x86_64' machine='pc'>hvm</type>`,
    elements: feature('secure-boot', 'yes'),
  }),
  guest({
    os: `<os firmware='efi'>`,
    type: `<type arch='x86_64'>hvm</type>`,
    elements: `<loader secure='yes'/>`,
  }),
  // SMM is off although the firmware requires it.
  guest({
    os: `<os firmware='efi'>`,
    elements: feature('enrolled-keys', 'yes'),
    features: `<acpi/><smm state='off'/>`,
  }),
  guest({
    os: '<os>',
    elements: `<loader type='pflash' readonly='yes' secure='yes'>/usr/share/OVMF/OVMF_CODE_4M.secboot.fd</loader>`,
  }),
  // An image without its template, with another one, and with the template as the store.
  guest({ os: `<os firmware='efi'>`, elements: `<loader>/usr/share/OVMF/OVMF_CODE_4M.gone.fd</loader>` }),
  guest({ os: `<os firmware='efi'>`, elements: `<nvram template='/usr/share/OVMF/OVMF_VARS_4M.gone.fd'/>` }),
  guest({
    os: '<os>',
    elements: `<loader type='pflash'>/usr/share/OVMF/OVMF_CODE_4M.fd</loader><nvram>/usr/share/OVMF/OVMF_VARS_4M.fd</nvram>`,
  }),
  // Formats that no descriptor has.
  guest({ os: `<os firmware='efi'>`, elements: `<loader format='qcow2'/>` }),
  guest({ os: `<os firmware='efi'>`, elements: `<nvram templateFormat='qcow2'/>` }),
  // Requests that no descriptor meets.
  guest({ os: `<os firmware='efi'>`, elements: `<loader type='rom'/>` }),
  guest({ os: `<os firmware='efi'>`, elements: `<loader stateless='yes'/>` }),
  guest({ os: `<os firmware='efi'>`, elements: '', others: `<pm><suspend-to-disk enabled='yes'/></pm>` }),
  guest({
    os: `<os firmware='efi'>`,
    elements: feature('secure-boot', 'no') + feature('enrolled-keys', 'yes'),
  }),
  guest({ os: `<os firmware='bios'>`, elements: '' }),
  // Several mistakes at once.
  guest({
    os: `<os firmware='efi'>`,
    type: `<type arch='x86_64' machine='pc'>hvm</type>`,
    elements: `<loader secure='on' stateless='yes'/><nvram/>`,
    features: `<smm state='off'/>`,
  }),
  guest({
    os: `<os firmware='efi'>`,
    elements: `<loader readonly='yes' type='pflash' secure='no'/>`,
    features: '',
  }),
  // An Arm guest as if it were an x86 one.
  guest({
    os: `<os firmware='efi'>`,
    type: `<type arch='aarch64' machine='virt'>hvm</type>`,
    elements: `<loader secure='yes'/>`,
  }),
  guest({ os: '<os>', type: `<type arch='aarch64' machine='virt'>hvm</type>`, elements: '' }),
];

interface Parts {
  readonly os: string;
  readonly type?: string;
  readonly elements: string;
  readonly features?: string;
  readonly others?: string;
}

function guest({
  os,
  type = `<type arch='x86_64' machine='q35'>hvm</type>`,
  elements,
  features = '<acpi/>',
  others = '',
}: Parts): string {
  return `<domain type='qemu'>
  <name>guest</name>
  <memory>65536</memory>
  ${os}
    ${type}
    ${elements}
  </os>
  <features>
    ${features}
  </features>
  ${others}
  <devices>
    <controller type='usb' model='none'/>
    <memballoon model='none'/>
  </devices>
</domain>
`;
}

function feature(name: string, enabled: string): string {
  return `<firmware><feature enabled='${enabled}' name='${name}'/></firmware>`;
}
