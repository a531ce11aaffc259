import type { XmlElement } from '@rgrove/parse-xml';
import { removeElement } from '../../domain/edits';
import { hasPlaceholder } from '../../domain/placeholders';
import { t } from '../../text/translations';
import type { GuestFix, GuestRule, GuestRuleDocs } from '../guestRule';
import { listFirmwareArguments, NAMESPACE } from '../shared/guestCommandLine';
import { withElements } from '../shared/guestExamples';
import { findAttributeRange, findRange, findRequest } from '../shared/guestPlaces';

export const guestTwoFirmwares: GuestRule = {
  code: 'guest-two-firmwares',
  severity: 'warning',
  *check(view) {
    const { domain, document, guest, os } = view;
    const { firmware = '' } = os.attributes;
    if (hasPlaceholder(firmware) || (guest.firmware === undefined && guest.loader === undefined)) return;
    for (const [arg, next] of listFirmwareArguments(domain)) {
      const { value: option = '' } = arg.attributes;
      yield {
        message: [
          t('The guest has two firmware images: one from <os>, one from QEMU’s option “{0}”.', option),
          t('libvirt accepts both; QEMU uses one of them or fails.'),
          t('Remove one of them.'),
        ].join(' '),
        range: findAttributeRange(document.text, arg, 'value'),
        related: [{ range: findRange(view, findRequest(view)), message: t('The firmware in <os>') }],
        fixes: [removeArguments(document.text, [arg, next], option)],
      };
    }
  },
};

function removeArguments(text: string, args: readonly XmlElement[], option: string): GuestFix {
  return { title: t('Remove “{0}”', option), edits: args.map((arg) => removeElement(text, arg)) };
}

export const guestTwoFirmwaresDocs: GuestRuleDocs = {
  rule: guestTwoFirmwares,
  title: 'Firmware in <os> and in QEMU’s options',
  documentation: `libvirt passes \`<qemu:commandline>\` to QEMU unchecked. If an option there loads firmware (\`-bios\`, \`-pflash\`,
\`-drive if=pflash\`, \`-machine pflash0=\`), and \`<os>\` requests firmware, too, the guest has two. [docs/drvqemu.rst]`,
  examples: () => {
    const commandline = (option: string): string =>
      `<qemu:commandline xmlns:qemu='${NAMESPACE}'>
    <qemu:arg value='${option}'/>
    <qemu:arg value='/own/OVMF.fd'/>
  </qemu:commandline>`;
    return {
      valid: [withElements(`<os firmware='efi'>`, '', { others: commandline('-append') })],
      invalid: [withElements(`<os firmware='efi'>`, '', { others: commandline('-bios') })],
    };
  },
};
