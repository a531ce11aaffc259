import assert from 'node:assert/strict';
import { getSchema } from '../../server/src/schema/bundled';
import { answerQuestion } from '../../server/src/service/answerQuestion';
import { makeMemoryWorkspace } from '../../server/src/workspace/memoryWorkspace';
import { DESCRIPTORS, makeDescriptor } from './descriptors';
import { mutate } from './mutate';
import { makeTarget } from './target';

const DOMAINS = [
  `<domain type='kvm'>
  <name>guest</name>
  <os firmware='efi'>
    <type arch='x86_64' machine='pc-q35-9.0'>hvm</type>
    <firmware><feature enabled='yes' name='secure-boot'/><feature enabled='no' name='enrolled-keys'/></firmware>
    <loader readonly='yes' secure='yes' type='pflash' format='raw'>/usr/share/OVMF/OVMF_CODE_4M.fd</loader>
    <nvram template='/usr/share/OVMF/OVMF_VARS_4M.fd' format='qcow2'>/var/lib/nvram/guest.fd</nvram>
  </os>
  <features><acpi/><smm state='on'><tseg unit='MiB'>48</tseg></smm></features>
  <launchSecurity type='sev-snp'><policy>0x30000</policy></launchSecurity>
</domain>
`,
  `<?xml version="1.0"?><!-- a --><domainsnapshot><domain type="qemu" xmlns:qemu="http://libvirt.org/schemas/domain/qemu/1.0">
<os><type arch="aarch64" machine="virt">hvm</type><loader type="rom">/fw/QEMU_EFI.fd</loader><kernel>/boot/vmlinuz</kernel></os>
<pm><suspend-to-mem enabled="no"/></pm></domain></domainsnapshot>`,
  `<domain><os firmware="bios"><type>hvm</type><loader stateless='yes'/></os></domain>`,
];

const SNIPPETS = [
  ...[
    '<',
    '>',
    '</',
    '/>',
    '&',
    '&amp;',
    '&#0;',
    '&#x1b;',
    '&lol;',
    '<![CDATA[',
    ']]>',
    '<!--',
    '-->',
    '<?',
    '?>',
  ],
  ...[
    '<!DOCTYPE d [<!ENTITY a "b">]>',
    '<os>',
    '</os>',
    '<domain>',
    '</domain>',
    '<loader/>',
    '<nvram/>',
    '<type/>',
  ],
  ...[
    "machine='q35'",
    "arch='x86_64'",
    "firmware='efi'",
    "firmware=''",
    "enabled='maybe'",
    'xmlns=""',
    ' a:b="c"',
  ],
];

export const domains = makeTarget({
  name: 'domains',
  cases: 800,
  make: (random) => ({
    guest: mutate(random, DOMAINS, SNIPPETS),
    descriptors: [makeDescriptor(random), random.oneOf(DESCRIPTORS)],
    consumer: random.oneOf(['libvirt@9.0', 'libvirt@11.3', 'libvirt@12.8']),
  }),
  async check({ guest, descriptors, consumer }) {
    const answer = await answerQuestion(
      { kind: 'guest', guest, qemuVersion: 'latest', consumers: [consumer], root: '', inSession: false },
      {
        files: makeMemoryWorkspace(
          Object.fromEntries(
            descriptors.map((text, index) => [`/usr/share/qemu/firmware/${index}0.json`, text]),
          ),
        ),
        user: {},
        architecture: 'x86_64',
        context: getSchema('latest'),
        newestRelease: '11.0',
      },
    );
    assert.ok('candidates' in answer || 'problem' in answer);
    return undefined;
  },
});
