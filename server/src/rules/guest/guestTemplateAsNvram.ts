import { findChild } from '../../domain/elements';
import { hasPlaceholder } from '../../domain/placeholders';
import { t } from '../../text/translations';
import type { GuestFix, GuestRule, GuestRuleDocs, GuestView } from '../guestRule';
import { withElements } from '../shared/guestExamples';

export const guestTemplateAsNvram: GuestRule = {
  code: 'guest-template-as-nvram',
  severity: 'warning',
  problems: ['nvram-is-template'],
  complete: (_, view) => ({ fixes: proposeFile(view) }),
};

/** Where libvirt keeps the variables of system guests. [qemu_conf.c] */
const FOLDER = '/var/lib/libvirt/qemu/nvram';

function proposeFile({ domain, guest }: GuestView): readonly GuestFix[] {
  const name = findChild(domain, 'name')?.text.trim() ?? '';
  const { nvram } = guest;
  if (nvram === undefined || name === '' || name.includes('/') || hasPlaceholder(name)) return [];
  const file = `${FOLDER}/${name}_VARS.fd`;
  return [
    {
      title: t('Use {0}, with this file as its template', file),
      change: { nvram: file, nvramTemplate: guest.nvramTemplate ?? nvram },
    },
    { title: t('Use {0}', file), change: { nvram: file } },
  ];
}

export const guestTemplateAsNvramDocs: GuestRuleDocs = {
  rule: guestTemplateAsNvram,
  title: 'A template as the variable store of a guest',
  documentation: `The guest writes into the file in \`<nvram>\`, and \`virsh undefine --nvram\` deletes it. A template belongs to a package and to all
guests. Name the template in the attribute \`template\` of \`<nvram>\`, and make the text of \`<nvram>\` the path of a separate file. [docs/formatdomain.rst]`,
  examples: () => {
    const loader = `<loader readonly='yes' type='pflash'>/usr/share/OVMF/OVMF_CODE_4M.fd</loader>`;
    return {
      valid: [
        withElements(
          '<os>',
          `${loader}
    <nvram template='/usr/share/OVMF/OVMF_VARS_4M.fd'>/var/lib/libvirt/qemu/nvram/guest_VARS.fd</nvram>`,
        ),
      ],
      invalid: [
        withElements('<os>', `${loader}\n    <nvram>/usr/share/OVMF/OVMF_VARS_4M.fd</nvram>`, {
          looksAtImages: true,
        }),
      ],
    };
  },
};
