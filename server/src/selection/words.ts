/** The words for verdicts that users read. The command line, the view and the page use the same ones; JSON has the verdicts themselves. */
import { t } from '../text/translations';
import type { Standing } from './arrange';
import type { CandidateVerdict } from './explain';
import type { FileVerdict } from './verdict';

/** Returns a word or two on what a program does with a descriptor when it looks for a guest's firmware. */
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
      return t('ignored');
    case 'masked':
      return describeMasked(standing === 'hidden');
    case 'not-reached':
      return t('not checked');
  }
}

/**
 * Returns a word or two on what a program does with a file of its search path, independently of the guest.
 *
 * @param hidesOthers whether less specific directories have files of the same name
 * @param isBelowMask whether the file before it is a mask
 */
export function describeFileVerdict(
  verdict: FileVerdict['verdict'],
  { hidesOthers, isBelowMask }: { readonly hidesOthers: boolean; readonly isBelowMask: boolean },
): string {
  switch (verdict) {
    case 'loads':
      return t('read');
    case 'skips':
      return t('ignored');
    case 'masks':
      return hidesOthers ? t('masks others') : t('masks nothing');
    case 'masked':
      return describeMasked(isBelowMask);
    case 'breaks':
      return t('breaks the selection');
  }
}

function describeMasked(isBelowMask: boolean): string {
  return isBelowMask ? t('masked') : t('overridden');
}
