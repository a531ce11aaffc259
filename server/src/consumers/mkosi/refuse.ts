import { t } from '../../text/translations';
import type { Firmware } from '../firmware';
import type { Guest } from '../guest';
import { refuseOtherInterface, refuseOtherMachine, type Refusal } from '../refusal';
import { getStartedMachine } from '../startedMachine';
import type { MkosiChoice } from './releases';

/** The members of a guest that request a feature. */
const WISHES = { 'secure-boot': 'secureBoot', 'enrolled-keys': 'enrolledKeys' } as const satisfies Readonly<
  Record<MkosiChoice['exactFeatures'][number], keyof Guest>
>;

/** Lists why mkosi rejects a descriptor. [mkosi/qemu.py, find_ovmf_firmware] */
export function* findRefusals(
  guest: Guest,
  firmware: Firmware,
  { exactFeatures }: MkosiChoice,
): Generator<Refusal> {
  if (!firmware.interfaceTypes.includes('uefi')) yield refuseOtherInterface('uefi', firmware);
  yield* refuseOtherMachine('mkosi', getStartedMachine(guest.architecture), guest, firmware);
  if (!firmware.hasTemplate)
    yield {
      code: 'mode',
      message: () => t('mkosi requires firmware with an NVRAM template, but this one has none.'),
      isFundamental: true,
    };
  for (const feature of exactFeatures) yield* refuseInexact(guest, firmware, feature);
}

function* refuseInexact(
  guest: Guest,
  { features }: Firmware,
  feature: MkosiChoice['exactFeatures'][number],
): Generator<Refusal> {
  const wish = WISHES[feature];
  const required = guest[wish] ?? false;
  const has = features.includes(feature);
  if (has === required) return;
  yield {
    code: feature,
    message: () =>
      required
        ? t('The guest requires “{0}”, but this firmware does not offer it.', feature)
        : t('The guest does not require “{0}”, but this firmware offers it.', feature),
    guest: {
      text: () => (required ? t('Build without “{0}”.', feature) : t('Build with “{0}”.', feature)),
      change: { [wish]: has },
    },
  };
}
