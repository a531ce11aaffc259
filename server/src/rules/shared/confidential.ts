import type { DescriptorDocument } from '../../descriptor/document';
import { findDisproof } from '../../descriptor/confidentialImage';
import { findExecutable, isRead } from './namedImages';

/** The features of confidential guests. [FirmwareFeature] */
export const CONFIDENTIAL: ReadonlySet<string> = new Set([
  'amd-sev',
  'amd-sev-es',
  'amd-sev-snp',
  'intel-tdx',
]);

/** Whether the executable of a descriptor is known to lack what a feature of confidential guests needs. */
export function isDisproved(document: DescriptorDocument, feature: string): boolean {
  const executable = findExecutable(document);
  return executable !== undefined && isRead(executable) && findDisproof(feature, executable) !== undefined;
}
