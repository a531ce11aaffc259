import { isX86 } from '../../descriptor/architectures';
import { t } from '../../text/translations';
import type { GuestRule, GuestRuleDocs } from '../guestRule';
import { setValue } from '../shared/guestChanges';
import { withElements } from '../shared/guestExamples';
import { findRange } from '../shared/guestPlaces';

export const guestDefaultMachine: GuestRule = {
  code: 'guest-default-machine',
  severity: 'information',
  *check(view) {
    const { guest, explanation } = view;
    const isUefi = guest.firmware === 'uefi' || guest.loaderType === 'pflash';
    if (!explanation || guest.isDefaultMachine !== true || !isX86(guest.architecture) || !isUefi) return;
    // An error on the machine says it.
    if (explanation.problems.some(({ severity }) => severity === 'error')) return;
    const needsQ35 = guest.enrolledKeys === true || guest.smm === true;
    yield {
      severity: needsQ35 ? 'warning' : 'information',
      message: [
        t('Without a machine type, the guest gets libvirt’s default machine for x86, i440fx (pc).'),
        t('Firmware with Secure Boot usually requires q35, so it does not match this machine type.'),
        t('Set machine="q35"; or, to keep the default machine, set machine="pc".'),
      ].join(' '),
      range: findRange(view, 'os/type'),
      fixes: [
        setValue('machine="q35"', { machine: 'pc-q35-0', isDefaultMachine: undefined }),
        setValue('machine="pc"', { machine: 'pc-i440fx-0', isDefaultMachine: undefined }),
      ],
    };
  },
};

export const guestDefaultMachineDocs: GuestRuleDocs = {
  rule: guestDefaultMachine,
  title: 'UEFI on libvirt’s default machine',
  documentation: `An x86 guest without \`machine\` in \`<type>\` gets libvirt’s default machine, i440fx (\`pc\`). Firmware with Secure Boot usually
requires q35, so it does not match. The finding is a warning if the guest asks for SMM or enrolled keys.
[docs/formatdomain.rst; qemu_capabilities.c]`,
  examples: () => ({
    valid: [withElements(`<os firmware='efi'>`, ''), withElements('<os>', '', { type: '<type>hvm</type>' })],
    invalid: [withElements(`<os firmware='efi'>`, '', { type: `<type arch='x86_64'>hvm</type>` })],
  }),
};
