import { t } from '../../text/translations';
import type { GuestProblem } from '../outcome';

/**
 * What libvirt refuses a guest for.
 *
 * @param words what libvirt says, without the period at its end
 * @param advice what to do, as a sentence
 * @param element where, such as `os/loader/@type`
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
