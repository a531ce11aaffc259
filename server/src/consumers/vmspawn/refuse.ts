import { t } from '../../text/translations';
import type { Firmware } from '../firmware';
import { CONFIDENTIAL_NAMES, type Guest } from '../guest';
import { refuseOtherArchitecture, refuseOtherInterface, refuseOtherMachine, type Refusal } from '../refusal';
import { getStartedMachine } from '../startedMachine';
import type { VmspawnChoice } from './releases';
import { listFeatureRequirements } from './requirements';

/** Lists why systemd-vmspawn rejects a descriptor that it can load, in the order of its checks. [vmspawn-util.c, find_ovmf_config] */
export function* findRefusals(
  guest: Guest,
  firmware: Firmware,
  { goesByOptions }: VmspawnChoice,
): Generator<Refusal> {
  if (goesByOptions) yield* refuseByOptions(guest, firmware);
  else yield* refuseByArchitecture(guest, firmware);
}

/** Checks neither machine types nor the interface. */
function* refuseByArchitecture(guest: Guest, firmware: Firmware): Generator<Refusal> {
  const { features, targets } = firmware;
  if (features.includes('enrolled-keys'))
    yield {
      code: 'enrolled-keys',
      message: () => t('systemd-vmspawn never selects firmware with “{0}”.', 'enrolled-keys'),
      isFundamental: true,
    };
  if (!targets.some(({ architecture }) => architecture === guest.architecture))
    yield refuseOtherArchitecture(guest, firmware);
  const { secureBoot } = guest;
  if (secureBoot !== undefined && secureBoot !== features.includes('secure-boot'))
    yield secureBoot ? refuseMissing(guest, 'secure-boot') : refuseExcluded(guest, 'secure-boot');
}

function* refuseByOptions(guest: Guest, firmware: Firmware): Generator<Refusal> {
  if (!firmware.interfaceTypes.includes('uefi')) yield refuseOtherInterface('uefi', firmware);
  yield* guest.confidential === undefined ? refuseWithoutTemplate(firmware) : refuseWritable(firmware);
  yield* refuseOtherMachine('systemd-vmspawn', getStartedMachine(guest.architecture), guest, firmware);
  const { required, excluded } = listFeatureRequirements(guest);
  for (const feature of required)
    if (!firmware.features.includes(feature)) yield refuseMissing(guest, feature);
  for (const feature of excluded)
    if (firmware.features.includes(feature)) yield refuseExcluded(guest, feature, firmware);
}

function* refuseWithoutTemplate({ hasTemplate }: Firmware): Generator<Refusal> {
  if (!hasTemplate)
    yield {
      code: 'mode',
      message: () => t('systemd-vmspawn requires firmware with an NVRAM template, but this one has none.'),
      isFundamental: true,
    };
}

/** A confidential guest gets only flash that it cannot write to, with or without a template. */
function* refuseWritable({ device, mode, format = '' }: Firmware): Generator<Refusal> {
  if (device === 'memory') return;
  if (mode !== 'stateless')
    yield {
      code: 'stateless',
      message: () => t('A confidential guest requires firmware in memory or in stateless mode.'),
      isFundamental: true,
    };
  if (format !== 'raw')
    yield {
      code: 'format',
      message: () => t('A confidential guest requires a raw image, but this one is “{0}”.', format),
      isFundamental: true,
    };
}

/** Codes of refusals that differ from the name of the feature. */
const CODES: ReadonlyMap<string, string> = new Map([
  ['amd-sev-snp', 'sev-snp'],
  ['intel-tdx', 'tdx'],
]);

function refuseMissing(guest: Guest, feature: string): Refusal {
  const { confidential } = guest;
  const isOfKind = CODES.has(feature) && guest.requiredFeatures?.includes(feature) !== true;
  return {
    code: CODES.get(feature) ?? feature,
    message: () =>
      isOfKind && confidential !== undefined
        ? t(
            'The guest is protected by {0}, but this firmware does not offer “{1}”.',
            CONFIDENTIAL_NAMES[confidential],
            feature,
          )
        : t('The guest requires “{0}”, but this firmware does not offer it.', feature),
    ...(!isOfKind && {
      guest: { text: () => describeLess(guest, feature), change: without(guest, feature) },
    }),
    // An image is either built for such guests or not.
    ...(isOfKind && { isFundamental: true }),
  };
}

function describeLess(guest: Guest, feature: string): string {
  if (guest.requiredFeatures?.includes(feature) === true)
    return t('Remove “{0}” from --firmware-features of systemd-vmspawn.', feature);
  return feature === 'secure-boot'
    ? t('Start systemd-vmspawn with --secure-boot=no.')
    : t('Start systemd-vmspawn without --secure-boot=yes.');
}

/** @param firmware undefined if only `secure-boot` can be requested */
function refuseExcluded(guest: Guest, feature: string, firmware?: Firmware): Refusal {
  const bySecureBoot =
    feature === 'secure-boot' ||
    (feature === 'enrolled-keys' &&
      guest.confidential !== undefined &&
      firmware?.features.includes('secure-boot') === true);
  return {
    code: CODES.get(feature) ?? feature,
    message: () =>
      feature === 'enrolled-keys' && guest.excludedFeatures?.includes(feature) !== true
        ? t('systemd-vmspawn selects firmware with “{0}” only on request.', feature)
        : t('The guest excludes “{0}”, but this firmware offers it.', feature),
    guest: bySecureBoot
      ? {
          text: () => t('Start systemd-vmspawn with --secure-boot=yes.'),
          change: { ...without(guest, feature), secureBoot: true },
        }
      : {
          text: () => t('Start systemd-vmspawn with --firmware-features={0}.', feature),
          change: {
            ...without(guest, feature),
            requiredFeatures: [...(guest.requiredFeatures ?? []), feature],
          },
        },
  };
}

/** Returns the change after which the guest no longer mentions the feature. */
function without(guest: Guest, feature: string): Partial<Guest> {
  const isOther = (other: string): boolean => other !== feature;
  return {
    requiredFeatures: guest.requiredFeatures?.filter(isOther),
    excludedFeatures: guest.excludedFeatures?.filter(isOther),
    ...(feature === 'secure-boot' && { secureBoot: guest.secureBoot === true ? false : undefined }),
    // With Secure Boot, a confidential guest also requires keys.
    ...(feature === 'enrolled-keys' && { enrolledKeys: undefined, secureBoot: undefined }),
  };
}
