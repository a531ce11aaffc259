import type { DomainDocument } from '../../domain/document';
import type { TextRange } from '../../text/lineIndex';
import type { Markdown } from '../../text/markdown';
import type { DomainHost } from './host';

export interface DomainHover {
  /** The name or the value that the text is about. */
  readonly range: TextRange;
  readonly markdown: Markdown;
}

/** Describes the element, attribute or value at `offset`: what it means for the choice of firmware. Undefined elsewhere. */
export function hoverDomain(
  _document: DomainDocument,
  _offset: number,
  _host: DomainHost,
): DomainHover | undefined {
  return undefined;
}
