import type { DomainHost } from '../../features/domain/host';
import { readOffset } from '../protocol/fromLsp';
import type { AskedDomain } from './answer';

/** Collects what the features know about the machine of a domain. @param isExplained whether to explain which firmware its guests get */
export async function makeHost(asked: AskedDomain, isExplained: boolean): Promise<DomainHost> {
  const host = await asked.checker.describeHost();
  return isExplained ? { ...host, guests: (await asked.check()).guests } : host;
}

/** Returns the offset that a request is about; undefined if it names none. */
export function findOffset({ document, question }: AskedDomain): number | undefined {
  return readOffset(document.lines, question.params, 'position');
}
