/** Advice that libvirt does not give. */
import { t } from '../../text/translations';
import type { Given } from '../chooser';
import type { Guest } from '../guest';
import type { GuestProblem } from '../outcome';
import { CONFIDENTIAL_NAMES } from '../guest';
import { listNeededFeatures } from './confidential';
import type { VersionedChoice } from './releases';

/** The packages with such firmware and its descriptor. [Debian: packages of sid and backports of 2026-11; Fedora: rpms/edk2] */
const PACKAGES = {
  sev: 'ovmf-amdsev (Debian), edk2-ovmf (Fedora)',
  tdx: 'ovmf-inteltdx (Debian), edk2-ovmf (Fedora)',
};

/** Says which firmware a protected guest needs if it gets none. */
export function* adviseConfidential(
  { confidential, loader, architecture }: Guest,
  given: Given,
  choice: VersionedChoice,
): Generator<GuestProblem> {
  if (confidential === undefined || !choice.confidential.includes(confidential)) return;
  const name = CONFIDENTIAL_NAMES[confidential];
  if (given === 'own' && loader === undefined)
    yield {
      code: 'confidential-without-firmware',
      severity: 'warning',
      message: t(
        'The guest uses {0} but requests no firmware, so QEMU starts a BIOS that does not support it. Add firmware="efi" to <os>.',
        name,
      ),
      element: 'os/@firmware',
    };
  if (given !== 'none') return;
  const features = listNeededFeatures(confidential)
    .map((feature) => t('“{0}”', feature))
    .join(', ');
  yield {
    code: 'confidential-firmware',
    severity: 'information',
    message: [
      confidential === 'tdx'
        ? t(
            'No installed descriptor matches this {0} guest. It needs one whose device is “memory”, with the target {1} and the feature {2}.',
            name,
            architecture,
            features,
          )
        : t(
            'No installed descriptor matches this {0} guest. It needs one whose device is “memory” (or “flash” in mode “stateless”), with the target {1} and the features {2}.',
            name,
            architecture,
            features,
          ),
      t(
        'Install a package with such a descriptor: for example, {0}.',
        PACKAGES[confidential === 'tdx' ? 'tdx' : 'sev'],
      ),
    ].join(' '),
    element: 'launchSecurity/@type',
  };
}

/** Reports what surprises owners of an ordinary PC: firmware that forgets its variables, and a search for a BIOS. */
export function* adviseOrdinary(
  { confidential, firmware, machine, stateless }: Guest,
  given: Given,
  { variables }: VersionedChoice,
): Generator<GuestProblem> {
  if (given === 'none' && firmware === 'bios')
    yield {
      code: 'bios-by-default',
      severity: 'information',
      message: t('QEMU needs no descriptor to start its own BIOS. Remove firmware="bios" from <os>.'),
      element: 'os/@firmware',
    };
  if (typeof given === 'string' || confidential !== undefined || stateless === true) return;
  const { device, mode, storeTemplate, interfaceTypes } = given.firmware;
  const forgets = device === 'memory' ? storeTemplate === undefined : mode === 'stateless';
  if (!forgets || !machine.startsWith('pc-') || !interfaceTypes.includes('uefi')) return;
  yield {
    code: 'forgets-variables',
    severity: 'information',
    message: [
      t('This firmware keeps no variables: the guest forgets its boot entries when it is shut down.'),
      ...(variables === 'since-12' ? [t('Add <nvram/> to <os> to get firmware that keeps variables.')] : []),
    ].join(' '),
    element: firmware === undefined ? 'os/loader' : 'os/@firmware',
  };
}

/** Reports a path that QEMU probably does not find: libvirt passes it on as it is. [docs/formatdomain.rst] */
export function* advisePath({ loader = '/' }: Guest): Generator<GuestProblem> {
  if (loader !== loader.trim())
    yield {
      code: 'loader-path-padded',
      severity: 'warning',
      message: t(
        'The blanks and line breaks around the path in <loader> are parts of the path for libvirt, so the image is not found. Remove them.',
      ),
      element: 'os/loader',
    };
  else if (!loader.startsWith('/'))
    yield {
      code: 'loader-path-relative',
      severity: 'warning',
      message: t(
        'The path in <loader> is relative. QEMU looks for it in “/”, so the image is probably not found. Write the absolute path.',
      ),
      element: 'os/loader',
    };
}

/** The libvirt drivers that do not use descriptors, by the type of their domains. */
const OTHER_DRIVERS: ReadonlyMap<string, string> = new Map([
  ['xen', 'Xen'],
  ['bhyve', 'bhyve'],
  ['vmware', 'VMware'],
  ['hyperv', 'Hyper-V'],
  ['vbox', 'VirtualBox'],
  ['ch', 'Cloud Hypervisor'],
  ['lxc', 'LXC'],
]);

/** Says for guests of other hypervisors that the answer is about QEMU. */
export function* adviseOtherDrivers({ domainType = '' }: Guest): Generator<GuestProblem> {
  const name = OTHER_DRIVERS.get(domainType);
  if (name === undefined) return;
  yield {
    code: 'other-hypervisor',
    severity: 'information',
    message: t('{0} guests get their firmware in another way. This answer is for QEMU.', name),
    element: '@type',
  };
}
