import { setAttribute } from '../../domain/edits';
import { t } from '../../text/translations';
import type { GuestRule, GuestRuleDocs, GuestView } from '../guestRule';
import { removeValue, requestUefi, setValue } from '../shared/guestChanges';
import { listFirmwareArguments } from '../shared/guestCommandLine';
import { withElements } from '../shared/guestExamples';
import { findRange } from '../shared/guestPlaces';
import { isExcludedByProtection } from '../shared/guestProtection';

export const guestConfidential: GuestRule = {
  code: 'guest-confidential',
  severity: 'error',
  problems: [
    'launch-security-without-kvm',
    'tdx-with-flash',
    'tdx-with-smm',
    'confidential-without-firmware',
    'confidential-firmware',
  ],
  complete({ code }, view) {
    const { guest } = view;
    switch (code) {
      case 'launch-security-without-kvm':
        return completeEmulation(view);
      case 'tdx-with-flash':
        return {
          fixes: [
            setValue('type="rom"', { loaderType: 'rom', loaderReadonly: undefined }),
            removeValue('type="pflash"', { loaderType: undefined }),
          ],
        };
      case 'tdx-with-smm':
        return { fixes: [{ title: t('Remove <{0}>', 'smm'), change: { smm: undefined } }] };
      case 'confidential-without-firmware':
        // The user gives QEMU the firmware, and libvirt does not know it.
        if (listFirmwareArguments(view.domain).length > 0) return undefined;
        // The advice is about an attribute that is missing; what needs it is the protection.
        return { range: findRange(view, 'launchSecurity/@type'), fixes: requestUefi(guest) };
      case 'confidential-firmware':
        // The finding on missing firmware says it, too.
        return isExcludedByProtection(view) ? undefined : {};
      default:
        return {};
    }
  },
};

function completeEmulation(view: GuestView) {
  const { document, domain } = view;
  return {
    related: [{ range: findRange(view, '@type'), message: t('This type emulates the processor.') }],
    fixes: [
      {
        title: t('Set {0}', 'type="kvm"'),
        edits: [setAttribute(document.text, domain, 'type', 'kvm')],
      },
    ],
  };
}

export const guestConfidentialDocs: GuestRuleDocs = {
  rule: guestConfidential,
  title: 'Firmware or settings that do not suit a confidential guest',
  documentation: `Guests with \`<launchSecurity>\` need KVM, and those with AMD SEV or Intel TDX need firmware that is built for that
kind of protection. Without
\`firmware='efi'\` or a path in \`<loader>\`, QEMU starts a BIOS, which does not support this protection. Intel TDX supports neither flash nor SMM. The
fixes keep \`<launchSecurity>\`. [qemu_validate.c, qemuValidateDomainDef; docs/kbase/launch_security_sev.rst]`,
  examples: () => {
    const others = `<launchSecurity type='sev'><policy>0x1</policy></launchSecurity>`;
    return {
      valid: [
        withElements(`<os firmware='efi'>`, '', { others }),
        withElements('<os>', '', {
          others: `${others}
  <q:commandline xmlns:q='http://libvirt.org/schemas/domain/qemu/1.0'>
    <q:arg value='-drive'/>
    <q:arg value='if=pflash,format=raw,readonly=on,file=/fw/CODE.fd'/>
  </q:commandline>`,
        }),
      ],
      invalid: [withElements('<os>', '', { others })],
    };
  },
};
