import type { Domains } from '../state/domains';
import type { Session } from '../state/session';
import { offerDomainActions } from './domainActions';
import { offerDomainLens } from './domainLens';

/** Answers the requests about libvirt domains. */
export function offerDomains(session: Session, domains: Domains): void {
  offerDomainActions(session, domains);
  offerDomainLens(session, domains);
}
