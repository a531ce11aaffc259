import type { DescriptorDocument } from './document';
import { looksLikeDescriptor, mayBeDescriptor, MEMBERS } from './recognise';

/** Whether a document is a descriptor by its content, as `looksLikeDescriptor` says of its text. Valid JSON is not read again for that. */
export function isByContent(document: DescriptorDocument): boolean {
  if (!mayBeDescriptor(document.text)) return false;
  const { root, problems } = document.syntax;
  if (problems.length > 0 || root?.kind !== 'object') return looksLikeDescriptor(document.text);
  return MEMBERS.every((name) => root.properties.some(({ key }) => key.value === name));
}
