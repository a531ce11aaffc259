import { setText } from '../../domain/edits';
import { findElement } from '../../domain/place';
import { t } from '../../text/translations';
import type { GuestFix, GuestView } from '../guestRule';

/** Proposes to remove the blanks around the text of an element, which belong to it for libvirt. Empty if there are none, or nothing else. */
export function removeBlanks({ document: { text }, domain }: GuestView, place: string): readonly GuestFix[] {
  const element = findElement(domain, place);
  const trimmed = element?.text.trim() ?? '';
  if (!element || trimmed === '' || trimmed === element.text) return [];
  return [{ title: t('Remove surrounding blanks'), edits: [setText(text, element, trimmed)] }];
}
