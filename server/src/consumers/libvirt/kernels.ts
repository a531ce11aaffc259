/** Descriptors of the device `kernel`, which libvirt up to 11 takes and hardly anybody has. */
import { t } from '../../text/translations';
import type { Firmware } from '../firmware';
import type { Guest } from '../guest';
import type { GuestProblem } from '../outcome';
import { hasLoaderDefinition, mentionsNvram } from './mentions';
import type { VersionedChoice } from './releases';
import { refuse } from './words';

/** libvirt's message about an image or variables without a known format. */
export const MISHANDLED = "internal error: mishandled storage format 'none'";

/** Lists problems of a guest that gets a kernel: libvirt fills in neither a loader nor a format. Tested on libvirt 9.0 and 11.3. */
export function* refuseKernel(
  guest: Guest,
  { features }: Firmware,
  { version }: VersionedChoice,
): Generator<GuestProblem> {
  if (features.includes('requires-smm') && !hasLoaderDefinition(guest))
    yield {
      code: 'daemon-crash',
      severity: 'error',
      message: t(
        'libvirtd {0} crashes on this descriptor: its device is “kernel”, and it has the feature requires-smm. Remove the feature or the descriptor.',
        version,
      ),
    };
  const { loaderType, loaderFormat, loaderReadonly, nvramFormat } = guest;
  const advice = t(
    'The matching descriptor is for the device “kernel”, with which libvirt cannot start this guest. Remove the descriptor.',
  );
  if (loaderType === 'rom')
    yield refuse(
      'kernel-with-rom',
      version,
      'internal error: invalid use of command API',
      advice,
      'os/loader',
    );
  const isNvramOpen = mentionsNvram(guest) && nvramFormat === undefined && loaderReadonly !== true;
  if (loaderType === 'pflash' && (loaderFormat === undefined || isNvramOpen))
    yield refuse('kernel-with-flash', version, MISHANDLED, advice, 'os/loader');
}
