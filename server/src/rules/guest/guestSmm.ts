import { t } from '../../text/translations';
import type { XmlElement } from '@rgrove/parse-xml';
import { setText } from '../../domain/edits';
import { findElement } from '../../domain/place';
import { findAttribute } from '../../domain/tags';
import type { GuestRule, GuestRuleDocs } from '../guestRule';
import { removeValue, setValue } from '../shared/guestChanges';
import { withElements } from '../shared/guestExamples';
import { findRange } from '../shared/guestPlaces';

export const guestSmm: GuestRule = {
  code: 'guest-smm',
  severity: 'error',
  problems: ['smm-off', 'smm-on-machine', 'tseg-on-machine'],
  *check(view) {
    const { guest, domain, document, release } = view;
    const tseg = guest.hasTseg === true ? findElement(domain, 'features/smm/tseg') : undefined;
    const size = tseg && readSize(tseg);
    if (!tseg || size === undefined || size % 2 ** 20 === 0) return;
    const rounded = String(Math.max(1, Math.round(size / 2 ** 20)));
    const unit = findAttribute(document.text, tseg, 'unit');
    yield {
      message: t(
        'libvirt {0} rejects this guest: “{1}”. {2}',
        release,
        'unsupported configuration: SMM TSEG size must be divisible by 1 MiB',
        t('Use a whole number of MiB.'),
      ),
      range: findRange(view, 'features/smm/tseg'),
      fixes: [
        {
          title: t('Replace with “{0}”', `${rounded} MiB`),
          edits: [
            setText(document.text, tseg, rounded),
            ...(unit ? [{ ...unit.valueRange, newText: 'MiB' }] : []),
          ],
        },
      ],
    };
  },
  complete({ code }, { guest, explanation }) {
    const q35 = setValue('machine="q35"', { machine: 'pc-q35-0', isDefaultMachine: undefined });
    switch (code) {
      case 'smm-off':
        return {
          fixes: [
            { title: t('Turn on SMM'), change: { smm: true } },
            { title: t('Turn on SMM, and set {0}', 'machine="q35"'), change: { smm: true, ...q35.change } },
          ],
        };
      case 'tseg-on-machine':
        return { fixes: [{ title: t('Remove <{0}>', 'tseg'), change: { hasTseg: undefined } }, q35] };
      default: {
        const path = explanation?.picked;
        const related = path === undefined ? [] : [{ path, message: t('The matching descriptor') }];
        if (guest.architecture !== 'x86_64')
          return { related, fixes: [removeValue('secure="yes"', { loaderSecure: undefined })] };
        const both = { ...q35.change, smm: true };
        return {
          related,
          fixes: [
            q35,
            { title: t('Turn on SMM, and set {0}', 'machine="q35"'), change: both },
            ...(guest.loaderSecure === true
              ? [removeValue('secure="yes"', { loaderSecure: undefined })]
              : []),
          ],
        };
      }
    }
  },
};

/** The bytes of units. [util/virutil.c, virScaleInteger] */
const UNITS: Readonly<Record<string, number>> = {
  '': 2 ** 20,
  b: 1,
  byte: 1,
  bytes: 1,
  k: 2 ** 10,
  kib: 2 ** 10,
  kb: 10 ** 3,
  m: 2 ** 20,
  mib: 2 ** 20,
  mb: 10 ** 6,
  g: 2 ** 30,
  gib: 2 ** 30,
  gb: 10 ** 9,
};

/** Returns the bytes of memory for SMM; undefined if they are unknown. The unit is MiB by default. */
function readSize({ text, attributes }: XmlElement): number | undefined {
  const unit = (attributes.unit ?? '').toLowerCase();
  if (!/^\s*\d{1,15}\s*$/.test(text) || !Object.hasOwn(UNITS, unit)) return undefined;
  return Number(text) * (UNITS[unit] ?? 0);
}

export const guestSmmDocs: GuestRuleDocs = {
  rule: guestSmm,
  title: 'SMM that the firmware needs, or the machine lacks',
  documentation: `Firmware that protects its variables with System Management Mode starts only on a machine of the type q35 with SMM
turned on, and libvirt requires the architecture x86_64 for such firmware. If libvirt selects the firmware itself, it turns SMM
on. \`<tseg>\`, the size of the memory for SMM, exists only on q35 and has a whole number of MiB. [qemu_validate.c,
qemuValidateDomainDefBoot; qemu_domain.c, qemuDomainDefTsegPostParse]`,
  examples: () => ({
    valid: [withElements(`<os firmware='efi'>`, `<loader secure='yes'/>`)],
    invalid: [
      withElements(
        '<os>',
        `<loader readonly='yes' type='pflash' secure='yes'>/own/CODE.fd</loader>
    <nvram template='/own/VARS.fd'/>`,
      ),
      withElements(`<os firmware='efi'>`, '', {
        type: `<type arch='x86_64' machine='pc'>hvm</type>`,
        features: `<acpi/><smm state='on'><tseg unit='MiB'>16</tseg></smm>`,
      }),
      withElements(`<os firmware='efi'>`, '', {
        features: `<acpi/><smm state='on'><tseg unit='KiB'>12345</tseg></smm>`,
      }),
    ],
  }),
};
