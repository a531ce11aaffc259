import type { Guest } from '../../consumers/guest';
import { findPlace, nameMachine } from '../../consumers/libvirt/editGuest';
import type { Refusal } from '../../consumers/refusal';
import type { Explanation } from '../../selection/explain';
import { t } from '../../text/translations';
import type { GuestFix, GuestRelated, GuestRule, GuestRuleDocs, GuestView } from '../guestRule';
import { removeValue, setValue } from '../shared/guestChanges';
import { withElements } from '../shared/guestExamples';
import { findRange, findRequest } from '../shared/guestPlaces';
import { isExcludedByProtection } from '../shared/guestProtection';

export const guestNoFirmware: GuestRule = {
  code: 'guest-no-firmware',
  severity: 'error',
  problems: ['no-firmware', 'bios-by-default'],
  complete({ code, message }, view) {
    // The finding on missing firmware says it, too.
    if (code === 'bios-by-default') return undefined;
    const { explanation, guest } = view;
    const nearest = explanation?.nearest;
    const advice = explanation?.problems.find(
      (problem) =>
        problem.code === 'bios-by-default' ||
        (problem.code === 'confidential-firmware' && isExcludedByProtection(view)),
    )?.message;
    const fixes = proposeBios(guest);
    // libvirt's words are long, and a list shows only the first ones.
    const start = t('No firmware matches this guest.');
    // Nothing in the guest can be wrong for a machine without descriptors.
    if (explanation?.candidates.length === 0)
      return { severity: 'information', message: join([start, advice, message]), fixes };
    if (!nearest) {
      return {
        range: findRange(view, findExclusion(view)),
        message: join([start, advice, message]),
        related: listCandidates(view),
        fixes,
      };
    }
    const sentences = nearest.refusals.flatMap((refusal) => [
      refusal.message(),
      refusal.guest?.text() ?? refusal.firmware?.text() ?? '',
    ]);
    return {
      range: findRange(view, findBlame(nearest.refusals)),
      message: join([start, t('Closest match: {0}.', nearest.path), ...sentences, advice, message]),
      related: listCandidates(view),
      fixes: [...fixes, ...proposeChange(nearest, view)],
      elsewhere: nearest.refusals.every((refusal) => refusal.firmware) ? [{ descriptor: nearest.path }] : [],
    };
  },
};

const join = (sentences: readonly (string | undefined)[]): string => sentences.filter(Boolean).join(' ');

/** QEMU starts its own BIOS without a descriptor. */
function proposeBios({ firmware, loader }: Guest): readonly GuestFix[] {
  if (firmware !== 'bios' || loader !== undefined) return [];
  const change: Partial<Guest> = {
    firmware: undefined,
    secureBoot: undefined,
    enrolledKeys: undefined,
    hasLoader: undefined,
  };
  return [removeValue('firmware="bios"', change), setValue('firmware="efi"', { firmware: 'uefi' })];
}

/** Enough to compare the alternatives. */
const MAX_RELATED = 10;

/** Lists the descriptors that the program looked at, the closest match first. */
function listCandidates({ explanation }: GuestView): readonly GuestRelated[] {
  const { nearest, candidates = [] } = explanation ?? {};
  const others = candidates.filter(({ path, verdict }) => verdict === 'refused' && path !== nearest?.path);
  const closest = nearest ? [{ path: nearest.path, message: t('The closest match') }] : [];
  return [...closest, ...others.map(({ path, message }) => ({ path, message }))].slice(0, MAX_RELATED);
}

/** Returns the place in the guest that rules out the last descriptors, if no change makes one match. */
function findExclusion(view: GuestView): string {
  if (isExcludedByProtection(view)) return 'launchSecurity/@type';
  const refused = view.explanation?.candidates.filter(({ verdict }) => verdict === 'refused') ?? [];
  return refused.every(({ code }) => code === 'machine') ? 'os/type/@arch' : findRequest(view);
}

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
};

type Nearest = NonNullable<Explanation['nearest']>;

/** All reasons need a change of the guest; one alone makes nothing match. */
function proposeChange({ path, refusals }: Nearest, { guest }: GuestView): readonly GuestFix[] {
  const remedies = refusals.map((refusal) => refusal.guest);
  if (remedies.length === 0 || remedies.some((remedy) => remedy === undefined)) return [];
  const change = remedies.reduce<Partial<Guest>>((all, remedy) => ({ ...all, ...remedy?.change }), {});
  const isNothing = (Object.keys(change) as (keyof Guest)[]).every((name) => guest[name] === change[name]);
  const name = path.slice(path.lastIndexOf('/') + 1);
  const texts = [...new Set(remedies.map((remedy) => remedy?.text() ?? ''))];
  const title =
    texts.length > 1
      ? t('Change the guest to match {0}', name)
      : change.machine === undefined
        ? (texts[0] ?? '').replace(/\.$/, '')
        : t('Change machine type to “{0}”', nameMachine(change.machine) ?? '');
  return isNothing ? [] : [{ id: 'match-closest', title, change }];
}

export const guestNoFirmwareDocs: GuestRuleDocs = {
  rule: guestNoFirmware,
  title: 'No firmware matches the guest',
  documentation: `libvirt finds no descriptor for this guest and does not start it. The finding marks the attribute that rules out
the closest match; its message says which descriptor that is. If the host has no descriptors at all, the finding is only
informational. Few distributions ship a descriptor for a BIOS. For a guest with a BIOS, remove \`firmware='bios'\`: QEMU then
starts its built-in BIOS. [qemu_firmware.c, qemuFirmwareFillDomain]`,
  examples: () => ({
    valid: [withElements(`<os firmware='efi'>`, '')],
    invalid: [
      withElements(
        `<os firmware='efi'>`,
        `<firmware><feature enabled='yes' name='secure-boot'/></firmware>`,
        { type: `<type arch='x86_64' machine='pc'>hvm</type>` },
      ),
      withElements(`<os firmware='bios'>`, ''),
    ],
  }),
};
