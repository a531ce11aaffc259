/** The words that people read for verdicts. The command line, the view and the page say the same; JSON has the verdicts themselves. */
import { t } from '../text/translations';
import type { Standing } from './arrange';
import type { CandidateVerdict } from './explain';
import type { FileVerdict } from './verdict';

/** What becomes of a descriptor when a program looks for a guest's firmware, in a word or two. */
export function describeCandidateVerdict(
  verdict: CandidateVerdict['verdict'],
  standing: Standing | undefined,
): string {
  switch (verdict) {
    case 'picked':
      return t('selected');
    case 'refused':
      return t('rejected');
    case 'skipped':
      return t('skipped');
    case 'masked':
      return describeMasked(standing === 'hidden');
    case 'not-reached':
      return t('not checked');
  }
}

/**
 * What a program does with a file of its search path, whatever the guest requires, in a word or two.
 *
 * @param hidesOthers whether less specific directories have files of its name
 * @param isBelowMask whether the file that comes before it is a mask
 */
export function describeFileVerdict(
  verdict: FileVerdict['verdict'],
  { hidesOthers, isBelowMask }: { readonly hidesOthers: boolean; readonly isBelowMask: boolean },
): string {
  switch (verdict) {
    case 'loads':
      return t('read');
    case 'skips':
      return t('skipped');
    case 'masks':
      return hidesOthers ? t('hides others') : t('hides nothing');
    case 'masked':
      return describeMasked(isBelowMask);
    case 'breaks':
      return t('breaks the selection');
  }
}

function describeMasked(isBelowMask: boolean): string {
  return isBelowMask ? t('hidden') : t('overridden');
}
