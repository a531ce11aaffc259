/** Reasons why libvirt rejects a definition while parsing it. Elements and attributes that a release does not know are skipped. */
import { t } from '../../text/translations';
import type { Guest, InvalidValue } from '../guest';
import type { GuestProblem } from '../outcome';
import { toLibvirtArchitecture } from './architectures';
import { CONFIDENTIAL_NAMES } from '../guest';
import { getElementPlace } from './invalidValues';
import { mentionsNvram, mentionsVarstore } from './mentions';
import type { VersionedChoice } from './releases';
import { refuse } from './words';
import { shorten } from '../../text/trimming';

/** Lists everything that its parser refuses, the first reason first. */
export function* refuseAtParsing(guest: Guest, choice: VersionedChoice): Generator<GuestProblem> {
  if (guest.otherOsType === '')
    yield refuse(
      'type-missing',
      choice.version,
      'XML error: an os <type> must be specified',
      t('Add <type>hvm</type> to <os>.'),
      'os/type',
    );
  yield* refuseArchitecture(guest, choice);
  for (const invalid of guest.invalidValues ?? [])
    if (isRead(invalid, choice)) yield refuseValue(invalid, choice.version);
  yield* refuseStorage(guest, choice.version);
  yield* refuseBothStores(guest, choice);
  yield* refuseLaunchSecurity(guest, choice);
  yield* refuseOtherType(guest, choice);
}

/** [virDomainDefValidate; virCapabilitiesDomainDataLookup] */
function* refuseOtherType(guest: Guest, { version, readsShim }: VersionedChoice): Generator<GuestProblem> {
  const { otherOsType, hasShim, kernel } = guest;
  if (otherOsType !== undefined && otherOsType !== '')
    yield refuse(
      'type-unsupported',
      version,
      `unsupported configuration: Emulator '…' does not support os type '${shorten(otherOsType)}'`,
      t('Set the <type> to hvm.'),
      'os/type',
    );
  if (readsShim && hasShim === true && kernel === undefined)
    yield refuse(
      'shim-without-kernel',
      version,
      'unsupported configuration: shim only allowed with kernel option',
      t('Add a <kernel>, or remove <shim>.'),
      'os/shim',
    );
}

function* refuseArchitecture({ architecture }: Guest, choice: VersionedChoice): Generator<GuestProblem> {
  const name = toLibvirtArchitecture(architecture);
  if (choice.architectures.includes(name)) return;
  yield refuse(
    'architecture-unknown',
    choice.version,
    `unsupported configuration: Unknown architecture ${name}`,
    t('Correct the name, or use a libvirt release that supports this architecture.'),
    'os/type/@arch',
  );
}

const FORMATS = ['format', 'templateFormat'];

function isRead({ element, attribute }: InvalidValue, { nvramFormat }: VersionedChoice): boolean {
  const isFormat = FORMATS.includes(attribute) && element !== 'feature';
  return !isFormat || nvramFormat !== 'unread';
}

/** Image formats that libvirt knows, but accepts only for disks. */
const DISK_FORMATS = 'dir bochs cloop dmg iso vpc vdi fat vhd ploop cow qcow qed vmdk'.split(' ');

function refuseValue({ element, attribute, value }: InvalidValue, version: string): GuestProblem {
  const at = `${getElementPlace(element)}/@${attribute}`;
  if (value === undefined)
    return refuse(
      'value-missing',
      version,
      `XML error: Missing required attribute '${attribute}' in element '${element}'`,
      t('Add the attribute.'),
      at,
    );
  if (element === 'os')
    return refuse(
      'value-unknown',
      version,
      `XML error: unknown firmware value ${shorten(value)}`,
      t('Use efi or bios.'),
      at,
    );
  const isDiskFormat = FORMATS.includes(attribute) && DISK_FORMATS.includes(value);
  const what = attribute === 'templateFormat' ? 'nvram template' : element;
  const words = isDiskFormat
    ? `XML error: Unsupported ${what} format '${value}'`
    : `XML error: Invalid value for attribute '${attribute}' in element '${element}': '${value}'`;
  return refuse('value-unknown', version, words, t('Use a value that libvirt supports.'), at);
}

function* refuseStorage(guest: Guest, version: string): Generator<GuestProblem> {
  const { nvramType, lacksNvramSource } = guest;
  if (lacksNvramSource === true)
    yield refuse(
      'nvram-source-missing',
      version,
      'An error occurred, but the cause is unknown',
      t('Specify the storage in a <source> inside <nvram>, or remove the type.'),
      'os/nvram',
    );
  if (nvramType === 'dir' || nvramType === 'volume')
    yield refuse(
      'nvram-type',
      version,
      `unsupported configuration: unsupported nvram disk type '${nvramType}'`,
      t('Use the type file, block or network.'),
      'os/nvram/@type',
    );
}

function* refuseBothStores(guest: Guest, { variables, version }: VersionedChoice): Generator<GuestProblem> {
  if (variables === 'since-12' && mentionsNvram(guest) && mentionsVarstore(guest))
    yield refuse(
      'nvram-and-varstore',
      version,
      'XML error: Cannot have both <nvram> and <varstore>',
      t('Remove one of them: <nvram> is for firmware in flash, <varstore> for firmware in memory.'),
      'os/varstore',
    );
}

function* refuseLaunchSecurity(guest: Guest, choice: VersionedChoice): Generator<GuestProblem> {
  const { confidential, isPolicyUnread } = guest;
  if (confidential === undefined) return;
  if (choice.confidential.includes(confidential)) {
    if (isPolicyUnread)
      yield refuse(
        'launch-security-policy',
        choice.version,
        confidential === 'tdx'
          ? 'XML error: failed to get launch security policy for launch security type TDX'
          : 'XML error: failed to get launch security policy',
        t('Set the <policy> of <launchSecurity> to hexadecimal digits without spaces.'),
        'launchSecurity/policy',
      );
    return;
  }
  yield refuse(
    'launch-security-unknown',
    choice.version,
    `XML error: Invalid value for attribute 'type' in element 'launchSecurity': '${confidential}'`,
    t('Use a libvirt release that supports {0}.', CONFIDENTIAL_NAMES[confidential]),
    'launchSecurity/@type',
  );
}
