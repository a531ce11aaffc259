import { t } from '../../text/translations';
import type { GuestRule, GuestRuleDocs } from '../guestRule';
import { removeNvram, removeValue, setValue } from '../shared/guestChanges';
import { withElements } from '../shared/guestExamples';

export const guestNvramIncomplete: GuestRule = {
  code: 'guest-nvram-incomplete',
  severity: 'error',
  problems: ['nvram-incomplete', 'nvram-source-missing'],
  complete({ code }, { guest }) {
    if (code === 'nvram-source-missing')
      return {
        fixes: [removeValue(`type="${guest.nvramType ?? ''}"`, { nvramType: undefined }), removeNvram()],
      };
    const readonly = setValue('readonly="yes"', { loaderReadonly: true });
    return {
      fixes: [
        readonly,
        ...(guest.nvram === undefined
          ? []
          : [
              {
                title: t('Set the format of <{0}> to “{1}”', 'nvram', 'raw'),
                change: { nvramFormat: 'raw' },
              },
            ]),
        removeNvram(),
      ],
    };
  },
};

export const guestNvramIncompleteDocs: GuestRuleDocs = {
  rule: guestNvramIncomplete,
  title: 'Storage for variables that is not complete',
  documentation: `An \`<nvram>\` with a type needs a \`<source>\`; without one, libvirt fails with “An error occurred, but the cause
is unknown”. If a guest has an \`<nvram>\` and names firmware that no descriptor
describes, libvirt 9.2 and later require \`readonly='yes'\` in \`<loader>\`: with it, they fill in the format and template of
\`<nvram>\`; without it, they reject the guest. [domain_conf.c, virDomainNvramDefParseXML; qemu_firmware.c]`,
  examples: () => ({
    valid: [
      withElements(
        `<os firmware='efi'>`,
        `<nvram type='file'><source file='/var/lib/libvirt/qemu/nvram/guest_VARS.fd'/></nvram>`,
      ),
    ],
    invalid: [
      withElements(
        `<os firmware='efi'>`,
        `<nvram type='file'>/var/lib/libvirt/qemu/nvram/guest_VARS.fd</nvram>`,
      ),
      withElements(
        '<os>',
        `<loader type='pflash'>/own/CODE.fd</loader>
    <nvram>/var/lib/libvirt/qemu/nvram/guest_VARS.fd</nvram>`,
      ),
    ],
  }),
};
