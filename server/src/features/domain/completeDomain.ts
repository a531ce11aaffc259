import type { DomainDocument } from '../../domain/document';
import type { CompletionItem } from '../completion';
import type { DomainHost } from './host';

/**
 * Lists proposals for `offset` in a domain, even while the XML is broken: elements, closing tags, attributes, values and texts that
 * concern firmware and that the release of libvirt knows.
 */
export function completeDomain(
  _document: DomainDocument,
  _offset: number,
  _host: DomainHost,
): readonly CompletionItem[] {
  return [];
}
