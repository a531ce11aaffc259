/** Problems of a guest and the firmware that libvirt gives it. */
import { t } from '../../text/translations';
import type { Given } from '../chooser';
import type { Firmware } from '../firmware';
import type { Guest } from '../guest';
import type { GuestProblem } from '../outcome';
import { adviseConfidential, adviseOrdinary, adviseOtherDrivers, advisePath } from './advice';
import { MISHANDLED, refuseKernel } from './kernels';
import { refuseMachine } from './machineChecks';
import { mentionsNvram, mentionsVarstore } from './mentions';
import { WRITABLE_WITH_VARIABLES } from './osChecks';
import type { VersionedChoice } from './releases';
import { describeRomProblem, findRomProblem } from './rom';
import { refuse } from './words';

/** Lists all problems, starting with the error that libvirt meets first. */
export function listProblems(guest: Guest, given: Given, choice: VersionedChoice): readonly GuestProblem[] {
  return [
    ...listErrors(guest, given, choice),
    ...adviseConfidential(guest, given, choice),
    ...adviseOtherDrivers(guest),
    ...advisePath(guest),
    ...adviseOrdinary(guest, given, choice),
  ];
}

function* listErrors(guest: Guest, given: Given, choice: VersionedChoice): Generator<GuestProblem> {
  if (given === 'none') {
    yield describeNone(guest, choice);
  } else if (given === 'own') {
    // libvirt 9.0 has already checked the machine.
    if (!choice.checksFirst) {
      const rom = choice.variables === 'since-12' ? findRomProblem(guest) : undefined;
      if (rom) yield describeRomProblem(rom, choice.version);
      yield* refuseMachine(guest, undefined, choice);
      yield* refuseOwnVariables(guest, choice);
    }
  } else {
    const { firmware } = given;
    yield* choice.checksFirst
      ? refuseChosenBy9(guest, firmware, choice)
      : refuseChosen(guest, firmware, choice);
    if (firmware.device === 'kernel') yield* refuseKernel(guest, firmware, choice);
  }
}

/** [qemu_firmware.c, qemuFirmwareFillDomain] */
function describeNone({ firmware }: Guest, { version, checksFirst }: VersionedChoice): GuestProblem {
  const name = firmware === 'bios' ? 'bios' : 'efi';
  const words = checksFirst
    ? `operation failed: Unable to find any firmware to satisfy '${name}'`
    : `operation failed: Unable to find '${name}' firmware that is compatible with the current configuration`;
  return refuse('no-firmware', version, words, t('No descriptor matches.'), 'os/@firmware');
}

/** Tested on libvirt 9.0. */
function* refuseChosenBy9(
  guest: Guest,
  { features, device, file, format = '' }: Firmware,
  { version }: VersionedChoice,
): Generator<GuestProblem> {
  if (guest.smm === false && features.includes('requires-smm'))
    yield refuse(
      'smm-off',
      version,
      'Requested operation is not valid: domain has SMM turned off but chosen firmware requires it',
      t('Remove <smm state="off"/> from the guest’s <features>, or disable “secure-boot”.'),
      'features/smm/@state',
    );
  if (device === 'flash' && format !== 'raw')
    yield refuse(
      'flash-format',
      version,
      `Operation not supported: unsupported flash format '${format}'`,
      t('This release supports only raw flash images.'),
    );
  if (device === 'memory' && file === undefined)
    yield refuse(
      'image-unnamed',
      version,
      'internal error: invalid use of command API',
      t('The matching descriptor names no image. Add a “filename” to it.'),
    );
}

/** Lists what later releases refuse after the choice: they write the firmware into the definition and check that again. */
function* refuseChosen(guest: Guest, firmware: Firmware, choice: VersionedChoice): Generator<GuestProblem> {
  yield* refuseMachine(guest, firmware, choice);
  yield* refuseChosenKeys(firmware, choice);
  yield* refuseBiosWithVariables(guest, firmware, choice);
  if (choice.variables === 'since-12' && isCombined(firmware) && mentionsNvram(guest))
    yield refuse(
      'writable-with-variables',
      choice.version,
      WRITABLE_WITH_VARIABLES,
      t('The firmware keeps its variables in its own image. Remove <nvram>.'),
      'os/nvram',
    );
}

/** libvirt writes no features of combined flash into the guest. */
function* refuseChosenKeys(firmware: Firmware, { version }: VersionedChoice): Generator<GuestProblem> {
  const { features } = firmware;
  if (isCombined(firmware) || !features.includes('enrolled-keys') || features.includes('secure-boot')) return;
  yield refuse(
    'keys-without-secure-boot',
    version,
    "firmware feature 'enrolled-keys' cannot be enabled when firmware feature 'secure-boot' is disabled",
    t('The descriptor lists “enrolled-keys” without “secure-boot”. Correct it.'),
  );
}

/** Refuses variables of the guest or of the firmware that libvirt finds in a guest with a BIOS. */
function* refuseBiosWithVariables(
  guest: Guest,
  { device, mode, interfaceTypes, storeTemplate }: Firmware,
  { version, variables }: VersionedChoice,
): Generator<GuestProblem> {
  const isBios =
    (guest.firmware ?? interfaceTypes.find((type) => type === 'bios' || type === 'uefi')) === 'bios';
  const isSplit = device === 'flash' && mode === 'split';
  const hasStore = device === 'memory' && storeTemplate !== undefined && variables === 'since-12';
  if (!isBios || !(isSplit || hasStore || mentionsNvram(guest))) return;
  yield refuse(
    'bios-with-variables',
    version,
    variables === 'since-12'
      ? "Firmware type 'bios' does not support variable storage (NVRAM/varstore)"
      : "firmware type 'bios' does not support nvram",
    t(
      'libvirt treats the firmware as a BIOS, which cannot keep variables. List another interface first in the descriptor.',
    ),
  );
}

/** For guests that name an image that no descriptor describes. */
function* refuseOwnVariables(guest: Guest, choice: VersionedChoice): Generator<GuestProblem> {
  const { loaderType, loaderReadonly, nvram, nvramType, nvramFormat } = guest;
  if (loaderType !== 'pflash') return;
  if (choice.variables === 'since-12' && loaderReadonly === true && mentionsVarstore(guest))
    yield refuse(
      'nvram-and-varstore',
      choice.version,
      'Only one of NVRAM/varstore can be used',
      t('Firmware in flash keeps its variables in <nvram>. Remove <varstore>.'),
      'os/varstore',
    );
  if (loaderReadonly === true || !mentionsNvram(guest)) return;
  const isNamed = nvram !== undefined || nvramType === 'network';
  if (!isNamed || nvramFormat === undefined)
    yield refuse(
      'nvram-incomplete',
      choice.version,
      nvramFormat === undefined
        ? MISHANDLED
        : "internal error: argument key 'filename' must not have null value",
      t(
        'No descriptor matches this image, so libvirt completes <nvram> only if the flash is read-only. Add readonly="yes" to <loader>, or a path and a format to <nvram>.',
      ),
      'os/nvram',
    );
}

function isCombined({ device, mode }: Firmware): boolean {
  return device === 'flash' && mode === 'combined';
}
