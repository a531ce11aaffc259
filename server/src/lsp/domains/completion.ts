import type { CompletionItem } from 'vscode-languageserver';
import { completeDomain } from '../../features/domain/completeDomain';
import { toItem } from '../features/completionItem';
import type { AskedDomain } from './answer';
import { findOffset, makeHost } from './host';

/** Lists proposals for a place in a domain. */
export async function listCompletions(asked: AskedDomain): Promise<CompletionItem[]> {
  const offset = findOffset(asked);
  if (offset === undefined) return [];
  const found = completeDomain(asked.document, offset, await makeHost(asked, false));
  return found.map((item) => toItem(item, asked.document, asked.question));
}
