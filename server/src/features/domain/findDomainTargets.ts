import type { DomainDocument } from '../../domain/document';
import type { TextRange } from '../../text/lineIndex';
import type { DomainHost } from './host';

/** The descriptors that a place of a domain leads to. */
export interface DomainTargets {
  readonly origin: TextRange;
  /** Their paths on the machine of the guest, the best first. */
  readonly descriptors: readonly string[];
}

/** The path of a file in a domain. */
export interface DomainLink {
  readonly range: TextRange;
  readonly path: string;
}

/** Finds the descriptors that name the path at `offset`, or that libvirt selects for the `<os>` there. */
export function findDomainTargets(
  _document: DomainDocument,
  _offset: number,
  _host: DomainHost,
): DomainTargets | undefined {
  return undefined;
}

/** Lists the paths of images in the domains of a text. */
export function listDomainLinks(_document: DomainDocument): readonly DomainLink[] {
  return [];
}
