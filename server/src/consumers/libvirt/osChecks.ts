/** Reasons why libvirt rejects a definition regardless of any descriptors. [domain_validate.c, virDomainDefOSValidate] */
import { t } from '../../text/translations';
import type { Guest } from '../guest';
import type { GuestProblem } from '../outcome';
import { hasLoaderDefinition, mentionsLoader, mentionsNvram, mentionsVarstore } from './mentions';
import type { VersionedChoice } from './releases';
import { describeRomProblem, findRomProblem } from './rom';
import { refuse } from './words';

/** Lists all reasons that libvirt finds before it reads descriptors, the first one first. */
export function* refuseOs(guest: Guest, choice: VersionedChoice): Generator<GuestProblem> {
  if (choice.checksFirst || guest.firmware !== undefined) yield* refuseKeys(guest, choice);
  if (guest.firmware === undefined) yield* refuseUnchosen(guest, choice);
  if (choice.checksFirst && guest.firmware !== undefined) yield* refuseAttributes(guest, choice);
  yield* choice.variables === 'since-12' ? refuseSince12(guest, choice) : refuseUpTo11(guest, choice);
}

/** For guests that do not leave the choice to libvirt. */
function* refuseUnchosen(guest: Guest, { version }: VersionedChoice): Generator<GuestProblem> {
  const { secureBoot, enrolledKeys, loader } = guest;
  if (secureBoot !== undefined || enrolledKeys !== undefined)
    yield refuse(
      'features-without-choice',
      version,
      'cannot use feature-based firmware autoselection when firmware autoselection is disabled',
      t('Add firmware="efi" to <os>, or remove the features.'),
      'os/firmware',
    );
  if (loader === undefined && hasLoaderDefinition(guest))
    yield refuse(
      'loader-path-missing',
      version,
      'no loader path specified and firmware auto selection disabled',
      t('Add firmware="efi" to <os>, or name the image in <loader>.'),
      mentionsLoader(guest) ? 'os/loader' : 'os/nvram',
    );
}

function* refuseKeys({ secureBoot, enrolledKeys }: Guest, { version }: VersionedChoice) {
  if (enrolledKeys === true && secureBoot === false)
    yield refuse(
      'keys-without-secure-boot',
      version,
      "firmware feature 'enrolled-keys' cannot be enabled when firmware feature 'secure-boot' is disabled",
      t('Enable “secure-boot” as well, or do not require “enrolled-keys”.'),
      'os/firmware/feature[enrolled-keys]/@enabled',
    );
}

/** Lists attributes that libvirt 9.0 does not allow if it chooses the firmware, in its order. */
function* refuseAttributes(guest: Guest, { version }: VersionedChoice): Generator<GuestProblem> {
  const attributes = [
    ['loader', 'readonly', guest.loaderReadonly !== undefined],
    // A loader with a path counts as ROM.
    ['loader', 'type', guest.loaderType !== undefined || guest.loader !== undefined],
    ['nvram', 'template', guest.nvramTemplate !== undefined],
    ['loader', 'secure', guest.loaderSecure === false],
  ] as const;
  for (const [element, attribute, isGiven] of attributes)
    if (isGiven)
      yield refuse(
        'attribute-with-choice',
        version,
        `${element} attribute '${attribute}' cannot be specified when firmware autoselection is enabled`,
        attribute === 'type' && guest.loaderType === undefined
          ? t('Remove the path from <loader>; libvirt chooses it.')
          : t('Remove the attribute; libvirt chooses its value.'),
        attribute === 'type' && guest.loaderType === undefined ? 'os/loader' : `os/${element}/@${attribute}`,
      );
}

function* refuseUpTo11(guest: Guest, { version, nvramFormat }: VersionedChoice): Generator<GuestProblem> {
  const { firmware, stateless, loaderType, nvram, nvramType, nvramTemplate } = guest;
  // A release that reads no format treats <nvram> without a path and a template as missing.
  const hasNvram =
    nvramFormat === 'unread'
      ? [nvram, nvramType, nvramTemplate].some((value) => value !== undefined)
      : mentionsNvram(guest);
  if (firmware === 'bios' && hasNvram)
    yield refuse(
      'bios-with-variables',
      version,
      "firmware type 'bios' does not support nvram",
      t('Remove <nvram>, or set firmware="efi".'),
      'os/nvram',
    );
  if (stateless === true && hasNvram)
    yield refuse(
      'stateless-with-variables',
      version,
      nvramTemplate === undefined
        ? 'NVRAM is not permitted when loader is stateless'
        : 'NVRAM template is not permitted when loader is stateless',
      t('Remove <nvram> or stateless="yes".'),
      'os/nvram',
    );
  if (stateless !== false) return;
  const words = {
    none: loaderType === 'pflash' ? undefined : 'Only pflash loader type permits NVRAM',
    bios: 'Only EFI firmware permits NVRAM',
    uefi: undefined,
  }[firmware ?? 'none'];
  if (words !== undefined)
    yield refuse(
      'variables-impossible',
      version,
      words,
      t('Remove stateless="no" from <loader>.'),
      'os/loader/@stateless',
    );
}

function* refuseSince12(guest: Guest, { version }: VersionedChoice): Generator<GuestProblem> {
  const { firmware, loaderReadonly, stateless } = guest;
  // If the guest gives no type, libvirt checks this later.
  const problem = guest.isDefaultLoaderType === true ? undefined : findRomProblem(guest);
  if (problem) yield describeRomProblem(problem, version);
  if (!mentionsNvram(guest) && !mentionsVarstore(guest)) return;
  const element = mentionsNvram(guest) ? 'nvram' : 'varstore';
  if (firmware === 'bios')
    yield refuse(
      'bios-with-variables',
      version,
      "Firmware type 'bios' does not support variable storage (NVRAM/varstore)",
      t('Remove <{0}>, or set firmware="efi".', element),
      `os/${element}`,
    );
  if (stateless === true)
    yield refuse(
      'stateless-with-variables',
      version,
      'Variable storage (NVRAM/varstore) is not permitted when loader is stateless',
      t('Remove <{0}> or stateless="yes".', element),
      `os/${element}`,
    );
  if (loaderReadonly === false)
    yield refuse(
      'writable-with-variables',
      version,
      WRITABLE_WITH_VARIABLES,
      t('Remove <{0}> or readonly="no".', element),
      `os/${element}`,
    );
}

export const WRITABLE_WITH_VARIABLES =
  'Variable storage (NVRAM/varstore) is not permitted when loader is read/write';
