import type { GuestRule, GuestRuleDocs } from '../guestRule';
import { removeValue, setValue } from '../shared/guestChanges';
import { withElements } from '../shared/guestExamples';

export const guestRom: GuestRule = {
  code: 'guest-rom',
  severity: 'error',
  problems: ['rom-writable', 'rom-format'],
  complete({ code }, { guest }) {
    const flash = setValue('type="pflash"', { loaderType: 'pflash', isDefaultLoaderType: undefined });
    const removal =
      code === 'rom-writable'
        ? removeValue('readonly="no"', { loaderReadonly: undefined })
        : removeValue(`format="${guest.loaderFormat ?? ''}"`, { loaderFormat: undefined });
    // Without a type, flash is probably meant: these attributes are useless for ROM.
    return { fixes: guest.isDefaultLoaderType === true ? [flash, removal] : [removal, flash] };
  },
};

export const guestRomDocs: GuestRuleDocs = {
  rule: guestRom,
  title: 'ROM with attributes of flash',
  documentation: `A \`<loader>\` with \`type='rom'\`, or with a path but no type, is ROM. ROM is read-only and raw, so libvirt 12 and later reject \`readonly='no'\` and other
formats. [domain_validate.c]`,
  examples: () => ({
    valid: [withElements('<os>', `<loader type='rom'>/usr/share/seabios/bios.bin</loader>`)],
    invalid: [
      withElements('<os>', `<loader type='rom' readonly='no'>/usr/share/seabios/bios.bin</loader>`),
      withElements('<os>', `<loader type='rom' format='qcow2'>/usr/share/seabios/bios.bin</loader>`),
    ],
  }),
};
