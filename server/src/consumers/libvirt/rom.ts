/** Reasons why libvirt 12 rejects a `<loader>` that is ROM. [domain_validate.c] */
import { t } from '../../text/translations';
import type { Guest } from '../guest';
import type { GuestProblem } from '../outcome';
import { refuse } from './words';

interface RomProblem {
  readonly code: 'rom-writable' | 'rom-format';
  readonly words: string;
}

/** Returns undefined if the loader is not ROM. */
export function findRomProblem({ loaderType, loaderReadonly, loaderFormat }: Guest): RomProblem | undefined {
  if (loaderType !== 'rom') return undefined;
  if (loaderReadonly === false)
    return { code: 'rom-writable', words: 'ROM loader type cannot be used as read/write' };
  return loaderFormat === undefined || loaderFormat === 'raw'
    ? undefined
    : { code: 'rom-format', words: `Invalid format '${loaderFormat}' for ROM loader type` };
}

export function describeRomProblem({ code, words }: RomProblem, version: string): GuestProblem {
  return code === 'rom-writable'
    ? refuse(code, version, words, t('Remove readonly="no" from <loader>.'), 'os/loader/@readonly')
    : refuse(
        code,
        version,
        words,
        t('Remove the format from <loader>, or use type="pflash".'),
        'os/loader/@format',
      );
}
