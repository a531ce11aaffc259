import { t } from '../../text/translations';
import type { GuestProblem } from '../outcome';

/**
 * Describes why libvirt rejects a guest.
 *
 * @param words libvirt's message, without the period at its end
 * @param advice a sentence on what to do
 * @param element the place in the definition, such as `os/loader/@type`
 */
export function refuse(
  code: string,
  version: string,
  words: string,
  advice: string,
  element?: string,
): GuestProblem {
  const message = t('libvirt {0} rejects this guest: “{1}”. {2}', version, words, advice);
  return { code, severity: 'error', message, element };
}
