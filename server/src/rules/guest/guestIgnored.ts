import type { GuestRule, GuestRuleDocs } from '../guestRule';
import { withElements } from '../shared/guestExamples';
import { listIgnored } from '../shared/guestIgnoredParts';

export const guestIgnored: GuestRule = {
  code: 'guest-ignored',
  severity: 'warning',
  check: (view) => listIgnored(view),
};

export const guestIgnoredDocs: GuestRuleDocs = {
  rule: guestIgnored,
  title: 'Something that libvirt ignores',
  documentation: `libvirt reads the elements and attributes that it knows and ignores all others without a message: a misspelt attribute, a name in
another case, a second \`<os>\`, \`<loader>\` or \`<nvram>\`, a \`<source>\` in an \`<nvram>\` without a type, the text of a
\`<varstore>\`, and \`<firmware type='efi'/>\`, which no release has read. \`virsh define --validate\` and \`virsh edit\` reject most of these.
[domain_conf.c; docs/schemas/domaincommon.rng]`,
  examples: () => ({
    valid: [withElements(`<os firmware='efi'>`, `<nvram/>\n    <boot dev='hd'/>`)],
    invalid: [
      withElements(`<os firmware='efi'>`, `<loader Secure='yes'/>`),
      withElements(`<os firmware='efi'>`, `<Nvram/>`),
      withElements(
        `<os firmware='efi'>`,
        `<nvram><source file='/var/lib/libvirt/qemu/nvram/guest_VARS.fd'/></nvram>`,
      ),
      withElements(`<os firmware='efi'>`, `<nvram/>\n    <nvram>/other.fd</nvram>`),
    ],
  }),
};
