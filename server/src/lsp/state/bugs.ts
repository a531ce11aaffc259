import type { DescriptorDocument } from '../../descriptor/document';
import type { Finding } from '../../rules/rule';
import type { Log } from '../protocol/guard';

/** Logs where the internal errors among the findings of a document occurred, once for each document. */
export function logBugs(
  findings: readonly Finding[],
  { uri, document }: { readonly uri: string; readonly document: DescriptorDocument },
  log: Log,
): void {
  if (logged.has(document)) return;
  for (const { stack } of findings)
    if (stack !== undefined) {
      logged.add(document);
      log(`The check of ${uri} failed: ${stack}`);
    }
}

const logged = new WeakSet<DescriptorDocument>();
