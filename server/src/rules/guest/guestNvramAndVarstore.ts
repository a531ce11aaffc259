import type { GuestRule, GuestRuleDocs } from '../guestRule';
import { removeNvram, removeVarstore } from '../shared/guestChanges';
import { withElements } from '../shared/guestExamples';

export const guestNvramAndVarstore: GuestRule = {
  code: 'guest-nvram-and-varstore',
  severity: 'error',
  problems: ['nvram-and-varstore'],
  complete: () => ({ fixes: [removeVarstore(), removeNvram()] }),
};

export const guestNvramAndVarstoreDocs: GuestRuleDocs = {
  rule: guestNvramAndVarstore,
  title: 'Two stores for variables',
  documentation: `Firmware in flash keeps its variables in \`<nvram>\`; firmware in memory keeps them in \`<varstore>\`. libvirt rejects a guest with both, and a
guest that names firmware in flash and has a \`<varstore>\`. [domain_conf.c, virDomainDefParseBootLoaderOptions]`,
  examples: () => ({
    valid: [withElements(`<os firmware='efi'>`, `<nvram/>`)],
    invalid: [
      withElements(
        `<os firmware='efi'>`,
        `<nvram>/var/lib/libvirt/qemu/nvram/guest_VARS.fd</nvram>\n    <varstore/>`,
      ),
    ],
  }),
};
