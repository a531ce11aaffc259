import type { Guest } from '../../consumers/guest';
import { findPlace } from '../../consumers/libvirt/editGuest';
import type { Refusal } from '../../consumers/refusal';
import { locate } from '../../domain/place';
import { t } from '../../text/translations';
import type { GuestFix, GuestRule, GuestRuleDocs, GuestView } from '../guestRule';
import { withElements } from '../shared/guestExamples';

export const guestNoFirmware: GuestRule = {
  code: 'guest-no-firmware',
  severity: 'error',
  problems: ['no-firmware'],
  complete({ message }, view) {
    const { explanation, domain, document } = view;
    const nearest = explanation?.nearest;
    // Nothing in the guest can be wrong for a machine without descriptors.
    if (explanation?.candidates.length === 0) return { severity: 'information' };
    if (!nearest) return {};
    const sentences = nearest.refusals.flatMap((refusal) => [
      refusal.message(),
      refusal.guest?.text() ?? refusal.firmware?.text() ?? '',
    ]);
    return {
      range: locate(document.text, domain, findBlame(nearest.refusals)),
      message: [message, t('Closest match: {0}.', nearest.path), ...sentences].filter(Boolean).join(' '),
      related: [{ path: nearest.path, message: t('The closest match') }],
      fixes: proposeChange(nearest.refusals, view),
    };
  },
};

/** Returns the place in the guest that the first reason is about. */
function findBlame(refusals: readonly Refusal[]): string {
  for (const { guest, code } of refusals) {
    const members = Object.keys(guest?.change ?? {}) as (keyof Guest)[];
    const place = members.flatMap((member) => findPlace(member) ?? [])[0] ?? BY_CODE[code];
    if (place !== undefined) return place;
  }
  return 'os/@firmware';
}

/** The places of reasons that no change of the guest solves. */
const BY_CODE: Readonly<Record<string, string>> = {
  machine: 'os/type/@machine',
  interface: 'os/@firmware',
  confidential: 'launchSecurity/@type',
};

/** All reasons need a change of the guest; one alone makes nothing match. */
function proposeChange(refusals: readonly Refusal[], { guest }: GuestView): readonly GuestFix[] {
  const remedies = refusals.map((refusal) => refusal.guest);
  if (remedies.length === 0 || remedies.some((remedy) => remedy === undefined)) return [];
  const change = remedies.reduce<Partial<Guest>>((all, remedy) => ({ ...all, ...remedy?.change }), {});
  const isNothing = (Object.keys(change) as (keyof Guest)[]).every((name) => guest[name] === change[name]);
  const title = remedies
    .map((remedy) => remedy?.text() ?? '')
    .join(' ')
    .replace(/\.$/, '');
  return isNothing ? [] : [{ title, change }];
}

export const guestNoFirmwareDocs: GuestRuleDocs = {
  rule: guestNoFirmware,
  title: 'No firmware matches the guest',
  documentation: `libvirt finds no descriptor for this guest and does not start it. The finding is on the attribute that keeps the
closest match away, and names that match. If the machine has no descriptors at all, it is only informational.
[qemu_firmware.c, qemuFirmwareFillDomain]`,
  examples: () => ({
    valid: [withElements(`<os firmware='efi'>`, '')],
    invalid: [
      withElements(
        `<os firmware='efi'>`,
        `<firmware><feature enabled='yes' name='secure-boot'/></firmware>`,
        { type: `<type arch='x86_64' machine='pc'>hvm</type>` },
      ),
    ],
  }),
};
