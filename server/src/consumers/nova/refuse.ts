import { t } from '../../text/translations';
import type { Firmware } from '../firmware';
import type { Guest } from '../guest';
import { proposeMachine, refuseOtherArchitecture, type Refusal } from '../refusal';
import { matchesLikePython } from './fnmatch';

/** Lists why Nova rejects a descriptor. Its `secure-boot` must be the same as the guest's. [nova/virt/libvirt/host.py, get_loader] */
export function* findRefusals(asked: Guest, firmware: Firmware): Generator<Refusal> {
  const guest = toNovaGuest(asked);
  const { machine, secureBoot = false } = guest;
  const own = firmware.targets.filter(({ architecture }) => architecture === guest.architecture);
  if (own.length === 0) yield refuseOtherArchitecture(guest, firmware);
  else if (!own.some(({ machines }) => machines.some((pattern) => matchesLikePython(machine, pattern))))
    yield {
      code: 'machine',
      message: () => t('No machine type of this firmware matches {0}.', machine),
      firmware: proposeMachine(firmware, own, machine, guest),
    };
  const has = firmware.features.includes('secure-boot');
  if (has === secureBoot) return;
  yield {
    code: 'secure-boot',
    message: () =>
      secureBoot
        ? t('The guest requires “{0}”, but this firmware does not offer it.', 'secure-boot')
        : t('The guest does not require “{0}”, but this firmware offers it.', 'secure-boot'),
    guest: {
      text: () =>
        secureBoot
          ? t('Set the image property os_secure_boot to disabled.')
          : t('Set the image property os_secure_boot to required.'),
      change: { secureBoot: has },
    },
  };
}

/** libvirt's names of architectures where QEMU's differ. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['i386', 'i686'],
  ['arm', 'armv7l'],
]);

/** Returns the guest as Nova sees it: with libvirt's name of the architecture, which it compares with those in descriptors unchanged. */
export function toNovaGuest(guest: Guest): Guest {
  return { ...guest, architecture: NAMES.get(guest.architecture) ?? guest.architecture };
}
