import { t } from '../text/translations';
import { listVerdicts } from '../consumers/index';
import type { DescriptorDocument } from '../descriptor/document';
import { addConsequences } from '../features/consequences';
import { NOT_UTF8 } from '../rules/fileFindings';
import type { Finding } from '../rules/rule';

/**
 * Returns the finding on a file that is not UTF-8. Only callers with bytes can tell: an editor has already decoded them. [RFC 8259, section 8.1]
 *
 * @param consumers the ids of the consumers whose reactions are reported
 * @param document what lenient consumers read of it; undefined if none of them can
 */
export function reportNotUtf8(
  consumers: readonly string[],
  document: DescriptorDocument | undefined,
): Finding {
  const message = t('Invalid UTF-8 from here on. JSON must be UTF-8. Save the file as UTF-8.');
  const found: Finding = { ...NOT_UTF8, message, range: { start: 0, end: 0 } };
  const refusing = listVerdicts(consumers, document).filter(({ verdict }) => verdict !== 'loads');
  const ids = refusing.map(({ consumer }) => consumer);
  const [told = found] = addConsequences([found], ids, undefined);
  return told;
}
