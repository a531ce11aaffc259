import type { GuestRule, GuestRuleDocs } from '../guestRule';
import { t } from '../../text/translations';
import { removeVariables, requestUefi } from '../shared/guestChanges';
import { removeBlanks } from '../shared/guestBlanks';
import { withElements } from '../shared/guestExamples';

export const guestLoaderPath: GuestRule = {
  code: 'guest-loader-path',
  severity: 'error',
  problems: ['loader-path-missing', 'loader-path-padded', 'loader-path-relative'],
  complete({ code }, view) {
    const { guest } = view;
    switch (code) {
      case 'loader-path-relative':
        return {};
      case 'loader-path-padded':
        return { fixes: removeBlanks(view, 'os/loader') };
      default:
        return {
          fixes: [
            ...requestUefi(guest),
            guest.hasLoader === true
              ? { title: t('Remove <{0}>', 'loader'), change: { hasLoader: undefined } }
              : removeVariables(guest),
          ],
        };
    }
  },
};

export const guestLoaderPathDocs: GuestRuleDocs = {
  rule: guestLoaderPath,
  title: 'No path of the firmware image, or one that is not found',
  documentation: `Without \`firmware\` in \`<os>\`, libvirt rejects a guest whose \`<loader>\` has no path, and a guest that has an
\`<nvram>\` but no \`<loader>\`. With \`firmware='efi'\`, libvirt chooses the image. A path that
is relative or that has blanks around it is only a warning: libvirt passes it to QEMU as it is, and QEMU probably does not find
the image. [domain_validate.c, virDomainDefOSValidate]`,
  examples: () => ({
    valid: [withElements(`<os firmware='efi'>`, `<loader type='pflash'/>`)],
    invalid: [
      withElements('<os>', `<loader readonly='yes' type='pflash'/>`),
      withElements('<os>', `<loader readonly='yes' type='pflash'> /usr/share/OVMF/OVMF_CODE_4M.fd </loader>`),
      withElements('<os>', `<nvram>/var/lib/libvirt/qemu/nvram/guest_VARS.fd</nvram>`),
    ],
  }),
};
