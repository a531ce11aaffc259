import type { GuestExplanation } from '../../server/src/lsp/protocol/customRequests';
import { t } from './texts';

type Candidate = GuestExplanation['candidates'][number];

/** Summarises the answer in a few words. */
export function describeOutcome({ outcome }: GuestExplanation): string {
  switch (outcome) {
    case 'starts':
      return t('Selected firmware');
    case 'own':
      return t('The guest needs no descriptor');
    case 'refused':
      return t('The guest is rejected');
    case 'none':
      return t('No matching firmware');
  }
}

/** Describes the answer in a sentence that follows the summary and the selected file, if any. */
export function describeAnswer({ outcome, picked, stopped, candidates, consumer }: GuestExplanation): string {
  switch (outcome) {
    case 'starts': {
      const reason = candidates.find(({ path }) => path === picked)?.message ?? '';
      return `${t('{0} selects this descriptor for the guest.', consumer.name)} ${reason}`.trim();
    }
    case 'own':
      return stopped ?? t('{0} uses the images that the guest names.', consumer.name);
    case 'refused':
      return picked === null
        ? t('{0} does not start this guest.', consumer.name)
        : t('{0} selects this descriptor but does not start the guest with it.', consumer.name);
    case 'none':
      return t('{0} finds no firmware for this guest and does not start it.', consumer.name);
  }
}

export function describeSeverity(severity: GuestExplanation['problems'][number]['severity']): string {
  switch (severity) {
    case 'error':
      return t('Error:');
    case 'warning':
      return t('Warning:');
    case 'information':
      return t('Note:');
  }
}

/** Describes why a candidate has its verdict, with a code only if it adds information; empty if all candidates have the reason stated above. */
export function describeReason(
  { verdict, code, message }: Candidate,
  { stopped }: GuestExplanation,
): { readonly message: string; readonly code: string } {
  const saysMore = verdict === 'refused' || verdict === 'skipped';
  return { message: message === stopped ? '' : message, code: saysMore ? code : '' };
}

/** Describes which program the answer is for and what it is based on. */
export function describeSources({ consumer, folders, root }: GuestExplanation): string[] {
  const { name, why, isVerified } = consumer;
  return [
    why === undefined ? t('Consumer: {0}', name) : t('Consumer: {0} ({1})', name, why),
    t('Searched: {0}', folders.map((folder) => root + folder).join(', ')),
    ...(isVerified
      ? []
      : [t('How {0} selects firmware is modelled from its source code, not tested.', name)]),
  ];
}

export function describeCandidates({ consumer }: GuestExplanation): string {
  return t('Descriptors, in the order in which {0} checks them', consumer.name);
}
