/** Reasons why libvirt rejects the machine of a guest: before it chooses firmware (9.0), or with the chosen firmware. */
import { t } from '../../text/translations';
import { isX86 } from '../../descriptor/architectures';
import type { Firmware } from '../firmware';
import type { Guest } from '../guest';
import type { GuestProblem } from '../outcome';
import { CONFIDENTIAL_NAMES } from '../guest';
import type { VersionedChoice } from './releases';
import { refuse } from './words';

/**
 * Lists all reasons, the first one first.
 *
 * @param firmware the chosen firmware; undefined before the choice, and if the guest has its own
 */
export function* refuseMachine(
  guest: Guest,
  firmware: Firmware | undefined,
  choice: VersionedChoice,
): Generator<GuestProblem> {
  yield* refuseTseg(guest, choice);
  yield* refuseAcpi(guest, firmware, choice);
  yield* refuseSmm(guest, firmware, choice);
  yield* refuseSuspension(guest, choice);
  yield* refuseEmulation(guest, choice);
  yield* refuseTdx(guest, firmware, choice);
}

/** [qemu_domain.c, qemuDomainDefTsegPostParse] */
function* refuseTseg(guest: Guest, { version }: VersionedChoice): Generator<GuestProblem> {
  const { hasTseg, tsegSize = 0 } = guest;
  if (hasTseg !== true) return;
  if (!isQ35(guest))
    yield refuse(
      'tseg-on-machine',
      version,
      'unsupported configuration: SMM TSEG is only supported with q35 machine type',
      t('Remove <tseg>, or use a q35 machine.'),
      'features/smm/tseg',
    );
  else if (tsegSize % 2 ** 20 !== 0)
    yield refuse(
      'tseg-size',
      version,
      'unsupported configuration: SMM TSEG size must be divisible by 1 MiB',
      t('Use a whole number of MiB.'),
      'features/smm/tseg',
    );
}

function isQ35({ architecture, machine }: Guest): boolean {
  return isX86(architecture) && machine.startsWith('pc-q35-');
}

/** [qemu_validate.c, qemuValidateDomainDefFeatures] */
function* refuseAcpi(
  guest: Guest,
  firmware: Firmware | undefined,
  { version }: VersionedChoice,
): Generator<GuestProblem> {
  const { architecture, acpi } = guest;
  const isUefi = hasUefi(guest, firmware);
  // If the guest leaves ACPI open, it is assumed to be right.
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
        ? t('Set firmware="efi" in <os>, or remove <acpi/>.')
        : t('Remove <acpi/>, or set type="pflash" in <loader>.'),
      'features/acpi',
    );
}

/** libvirt counts everything in flash as UEFI. [domain_conf.c, virDomainDefHasOldStyleUEFI] */
function hasUefi(
  { firmware: requestedFirmware, loaderType }: Guest,
  firmware: Firmware | undefined,
): boolean {
  return requestedFirmware === 'uefi' || firmware?.device === 'flash' || loaderType === 'pflash';
}

/** The loaded firmware requires SMM. [qemu_validate.c, qemuValidateDomainDefBoot] */
function* refuseSmm(
  guest: Guest,
  firmware: Firmware | undefined,
  { version }: VersionedChoice,
): Generator<GuestProblem> {
  const { architecture, firmware: requestedFirmware, loaderSecure, smm } = guest;
  const isNeeded = firmware?.features.includes('requires-smm') === true;
  if (loaderSecure !== true && !isNeeded) return;
  if (!isQ35(guest) || architecture !== 'x86_64') {
    yield refuse(
      'smm-on-machine',
      version,
      isQ35(guest)
        ? 'unsupported configuration: Secure boot is supported for x86_64 architecture only'
        : 'unsupported configuration: Secure boot is supported with q35 machine types only',
      loaderSecure === true
        ? t('Remove secure="yes" from <loader>, or use an x86_64 q35 machine.')
        : t('The firmware requires SMM. Use an x86_64 q35 machine.'),
      loaderSecure === true ? 'os/loader/@secure' : 'os/type/@machine',
    );
    return;
  }
  // If libvirt chooses the firmware, it turns SMM on.
  if (requestedFirmware === undefined && firmware === undefined && smm !== true)
    yield refuse(
      'smm-off',
      version,
      'unsupported configuration: Secure boot requires SMM feature enabled',
      t('Add <smm state="on"/> to the guest’s <features>.'),
      smm === undefined ? 'os/loader/@secure' : 'features/smm/@state',
    );
}

/** Only QEMU for x86 has a switch for it, so libvirt also refuses `no`. [qemu_validate.c, qemuValidateDomainDefPM] */
function* refuseSuspension(
  { architecture, s3, s4 }: Guest,
  { version, checksFirst }: VersionedChoice,
): Generator<GuestProblem> {
  if (isX86(architecture) || (s3 === undefined && s4 === undefined)) return;
  const state = !checksFirst ? 'S3/S4' : s3 === undefined ? 'S4' : 'S3';
  yield refuse(
    'suspension-on-machine',
    version,
    `unsupported configuration: setting ACPI ${state} not supported`,
    t('Remove <pm> from the guest.'),
    'pm',
  );
}

/** QEMU protects guests only with KVM, so a QEMU that emulates has no such object. */
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
      '{0} requires KVM. Use a domain of type “kvm” on a host that supports it.',
      CONFIDENTIAL_NAMES[confidential],
    ),
    'launchSecurity/@type',
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
      t('Use firmware that is loaded into memory: set type="rom" in <loader>, or remove the type.'),
      loaderType === undefined ? 'launchSecurity/@type' : 'os/loader/@type',
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
