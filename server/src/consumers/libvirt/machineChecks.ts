/** What libvirt refuses for the machine of a guest: before it chooses (9.0), or with what it has chosen. */
import { t } from '../../text/translations';
import { isX86 } from '../../descriptor/architectures';
import type { Firmware } from '../firmware';
import type { Guest } from '../guest';
import type { GuestProblem } from '../outcome';
import { CONFIDENTIAL_NAMES } from '../guest';
import type { VersionedChoice } from './releases';
import { refuse } from './words';

/**
 * Everything that it refuses, the first reason first.
 *
 * @param firmware what was chosen; undefined before the choice, and where the guest has firmware of its own
 */
export function* refuseMachine(
  guest: Guest,
  firmware: Firmware | undefined,
  choice: VersionedChoice,
): Generator<GuestProblem> {
  yield* refuseAcpi(guest, firmware, choice);
  yield* refuseSmm(guest, firmware, choice);
  yield* refuseEmulation(guest, choice);
  yield* refuseTdx(guest, firmware, choice);
}

/** [qemu_validate.c, qemuValidateDomainDefFeatures] */
function* refuseAcpi(
  guest: Guest,
  firmware: Firmware | undefined,
  { version }: VersionedChoice,
): Generator<GuestProblem> {
  const { architecture, acpi } = guest;
  const isUefi = hasUefi(guest, firmware);
  // What a guest leaves open is taken as it should be.
  if (isX86(architecture) && acpi === false && isUefi)
    yield refuse(
      'uefi-without-acpi',
      version,
      'unsupported configuration: UEFI requires ACPI on this architecture',
      t('Add <acpi/> to the guest’s <features>.'),
      'features',
    );
  if (architecture === 'aarch64' && acpi === true && !isUefi)
    yield refuse(
      'acpi-without-uefi',
      version,
      'unsupported configuration: ACPI requires UEFI on this architecture',
      guest.loader === undefined
        ? t('Ask for firmware="efi", or remove <acpi/>.')
        : t('Remove <acpi/>, or give the <loader> type="pflash".'),
      'features/acpi',
    );
}

/** libvirt counts all that is in flash as UEFI. [domain_conf.c, virDomainDefHasOldStyleUEFI] */
function hasUefi({ firmware: wanted, loaderType }: Guest, firmware: Firmware | undefined): boolean {
  return wanted === 'uefi' || firmware?.device === 'flash' || loaderType === 'pflash';
}

/** What is loaded needs SMM. [qemu_validate.c, qemuValidateDomainDefBoot] */
function* refuseSmm(
  { architecture, machine, firmware: wanted, loaderSecure, smm }: Guest,
  firmware: Firmware | undefined,
  { version }: VersionedChoice,
): Generator<GuestProblem> {
  const isNeeded = firmware?.features.includes('requires-smm') === true;
  if (loaderSecure !== true && !isNeeded) return;
  const isQ35 = isX86(architecture) && machine.startsWith('pc-q35-');
  if (!isQ35 || architecture !== 'x86_64') {
    yield refuse(
      'smm-on-machine',
      version,
      isQ35
        ? 'unsupported configuration: Secure boot is supported for x86_64 architecture only'
        : 'unsupported configuration: Secure boot is supported with q35 machine types only',
      loaderSecure === true
        ? t('Remove secure="yes" from <loader>, or use an x86_64 machine of the type q35.')
        : t('The firmware needs SMM. Use an x86_64 machine of the type q35.'),
      loaderSecure === true ? 'os/loader/@secure' : 'os/type/@machine',
    );
    return;
  }
  // With the firmware that it chooses, libvirt switches SMM on.
  if (wanted === undefined && firmware === undefined && smm !== true)
    yield refuse(
      'smm-off',
      version,
      'unsupported configuration: Secure boot requires SMM feature enabled',
      t('Add <smm state="on"/> to the guest’s <features>.'),
      'features/smm',
    );
}

/** QEMU protects guests with KVM only, so a QEMU that emulates has no such object. */
function* refuseEmulation(
  { domainType, confidential }: Guest,
  { version, checksFirst }: VersionedChoice,
): Generator<GuestProblem> {
  if (confidential === undefined || domainType !== 'qemu') return;
  const type = confidential === 'sev-es' ? 'sev' : confidential;
  yield refuse(
    'launch-security-without-kvm',
    version,
    checksFirst
      ? 'unsupported configuration: SEV launch security is not supported with this QEMU binary'
      : `unsupported configuration: '${type}' launch security is not supported with this QEMU binary`,
    t(
      '{0} needs KVM: use a domain of the type “kvm” on a host that has it.',
      CONFIDENTIAL_NAMES[confidential],
    ),
    'launchSecurity',
  );
}

function* refuseTdx(
  { confidential, loaderType, smm }: Guest,
  firmware: Firmware | undefined,
  { version }: VersionedChoice,
): Generator<GuestProblem> {
  if (confidential !== 'tdx') return;
  if (firmware?.device === 'flash' || (!firmware && loaderType === 'pflash'))
    yield refuse(
      'tdx-with-flash',
      version,
      'Intel TDX launch security is not supported with pflash loader',
      t('Use firmware that is loaded into memory: give the <loader> type="rom", or no type.'),
      'os/loader',
    );
  if (smm === true || firmware?.features.includes('requires-smm') === true)
    yield refuse(
      'tdx-with-smm',
      version,
      'Intel TDX launch security is not supported with SMM enabled',
      t('Remove <smm state="on"/> from the guest’s <features>.'),
      'features/smm',
    );
}
