import type { TextRange } from '../../text/lineIndex';
import { t } from '../../text/translations';
import type { QapiFix } from './finding';

/** Makes the fix that replaces a string, with its quotes, by another one; none without a replacement. */
export function makeReplacement(range: TextRange, name: string | undefined): readonly QapiFix[] {
  if (name === undefined) return [];
  const { start, end } = range;
  return [{ title: t('Replace with “{0}”', name), edits: [{ start, end, newText: `'${name}'` }] }];
}
