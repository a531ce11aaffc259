import type { XmlElement } from '@rgrove/parse-xml';
import type { Guest } from '../../consumers/guest';
import { readGuest } from '../../consumers/libvirt/domain';
import type { DomainDocument } from '../../domain/document';
import { findChild } from '../../domain/elements';
import type { Explanation } from '../../selection/explain';
import type { DomainHost } from './host';

/** A domain of a text as libvirt reads it. */
export interface DomainGuest {
  readonly domain: XmlElement;
  readonly os: XmlElement;
  readonly guest: Guest;
  readonly explanation: Explanation | undefined;
}

/** Reads the domain that starts at `start`; undefined if there is none, or it has no `<os>`. */
export function readDomainGuest(
  document: DomainDocument,
  start: number,
  host: DomainHost,
): DomainGuest | undefined {
  const domain = document.domains.find((each) => each.start === start);
  const os = findChild(domain, 'os');
  if (!domain || !os) return undefined;
  const explanation = host.guests?.find((guest) => guest.domain.start === start)?.explanation;
  return { domain, os, guest: readGuest(domain, os, host), explanation };
}
