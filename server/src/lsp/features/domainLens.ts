import type { CodeLens } from 'vscode-languageserver';
import { makeVisible } from '../../text/visible';
import { EXPLAIN_SELECTION } from '../protocol/capabilities';
import type { Domains } from '../state/domains';
import type { Session } from '../state/session';
import { toRange } from './toLsp';

/** Shows above `<os>` which firmware the guest gets, if the client has the command that explains it. */
export function offerDomainLens({ client }: Session, domains: Domains): void {
  if (!client.explainsSelection) return;
  domains.on('textDocument/codeLens', async (open): Promise<CodeLens[]> => {
    const { guests } = await domains.ask('domain-check', open, {});
    return guests
      .filter(({ phrase }) => phrase !== '')
      .map(({ os, phrase, picked }) => ({
        range: toRange(open.document.lines, os),
        command: {
          title: makeVisible(phrase),
          ...(picked !== undefined && { tooltip: makeVisible(picked) }),
          command: EXPLAIN_SELECTION,
          arguments: [open.uri],
        },
      }));
  });
}
