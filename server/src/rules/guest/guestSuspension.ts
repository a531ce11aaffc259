import { t } from '../../text/translations';
import type { GuestRule, GuestRuleDocs } from '../guestRule';
import { withElements } from '../shared/guestExamples';

export const guestSuspension: GuestRule = {
  code: 'guest-suspension',
  severity: 'error',
  problems: ['suspension-on-machine'],
  complete: () => ({
    fixes: [{ title: t('Remove <{0}>', 'pm'), change: { s3: undefined, s4: undefined } }],
  }),
};

export const guestSuspensionDocs: GuestRuleDocs = {
  rule: guestSuspension,
  title: 'Suspension on a machine without it',
  documentation: `Only QEMU for x86 has a switch for suspension to memory and to disk. On other architectures, libvirt rejects
\`<suspend-to-mem>\` and \`<suspend-to-disk>\`, also with \`enabled='no'\`. [qemu_validate.c, qemuValidateDomainDefPM]`,
  examples: () => {
    const others = `<pm><suspend-to-mem enabled='no'/></pm>`;
    return {
      valid: [withElements(`<os firmware='efi'>`, '', { others })],
      invalid: [
        withElements(`<os firmware='efi'>`, '', {
          type: `<type arch='aarch64' machine='virt'>hvm</type>`,
          others,
        }),
      ],
    };
  },
};
