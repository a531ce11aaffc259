import type { ConsumerVerdict } from '../../server/src/lsp/protocol/customRequests';
import type { Reason } from './documentLanguages';
import { QAPI } from './languages';
import { t } from './texts';

/** Describes what a document is, in a word or two. */
export function describeKind(languageId: string): string {
  return languageId === QAPI ? t('QAPI schema') : t('Firmware descriptor');
}

/** Describes why a document is treated as that, in a line. */
export function describeReason(reason: Reason, languageId: string): string {
  const why = languageId === QAPI ? describeSchemaReason(reason) : describeDescriptorReason(reason);
  return languageId === QAPI
    ? t('Treated as a QAPI schema: {0}', why)
    : t('Treated as a firmware descriptor: {0}', why);
}

/** Describes what consumers do with the file, such as “libvirt 11.3 reads it; systemd-vmspawn 257 ignores it: missing-member”. */
export function describeVerdicts(verdicts: readonly ConsumerVerdict[]): string {
  return verdicts.map(describeVerdictAndReasons).join('; ');
}

function describeVerdictAndReasons(judged: ConsumerVerdict): string {
  const { because, why } = judged;
  const told = [describeVerdict(judged), because.join(', ')].filter(Boolean).join(': ');
  return why === undefined ? told : `${told} (${why})`;
}

function describeVerdict({ name, verdict }: ConsumerVerdict): string {
  switch (verdict) {
    case 'loads':
      return t('{0} reads it', name);
    case 'skips':
      return t('{0} ignores it', name);
    case 'masks':
      return t('{0} treats it as a mask', name);
    case 'breaks':
      return t('{0} fails on it', name);
  }
}

function describeDescriptorReason(reason: Reason): string {
  if (reason === 'folder') return t('it is in a qemu/firmware folder');
  if (reason === 'content') return t('it has interface-types and mapping');
  return describeOtherReason(reason);
}

function describeSchemaReason(reason: Reason): string {
  return reason === 'content' ? t('it starts with a QAPI definition') : describeOtherReason(reason);
}

function describeOtherReason(reason: Reason): string {
  return reason === 'choice' ? t('you chose this') : t('its language mode is set to this');
}
