import { makeVisible } from '../../text/visible';
import type { CodeAction } from 'vscode-languageserver';
import type { DomainFix } from '../../service/domainQuestion';
import { QUICK_FIX_KIND, REWRITE_KIND } from '../protocol/capabilities';
import { readRange, readStrings } from '../protocol/fromLsp';
import type { Domains, OpenDomain } from '../state/domains';
import type { Session } from '../state/session';
import { toDomainDiagnostic } from './domainDiagnostics';
import { toWorkspaceEdit } from './toLsp';

/** Offers the changes of a domain that were tried: fixes of its findings, and other ways to write it. */
export function offerDomainActions(session: Session, domains: Domains): void {
  domains.on('textDocument/codeAction', async (open, params) => {
    const only = readStrings(params, 'context.only');
    const range = readRange(open.document.lines, params, 'range');
    if (!range || open.settings.excluded || !wants(only)) return [];
    const fixes = await domains.ask('domain-fixes', open, { range });
    const actions = await Promise.all(fixes.map((fix) => toAction(fix, open, session)));
    return actions.filter(({ kind }) => includes(only ?? [''], kind));
  });
}

const wants = (only: readonly string[] | undefined): boolean =>
  [QUICK_FIX_KIND, REWRITE_KIND].some((kind) => includes(only ?? [''], kind));

/** Returns whether one of the requested kinds is `kind` or a parent of it. */
function includes(kinds: readonly string[], kind = ''): boolean {
  return kinds.some((asked) => asked === '' || kind === asked || kind.startsWith(`${asked}.`));
}

async function toAction(
  { title, edits, safe, finding }: DomainFix,
  open: OpenDomain<number>,
  session: Session,
): Promise<CodeAction> {
  return {
    title: makeVisible(title),
    kind: finding ? QUICK_FIX_KIND : REWRITE_KIND,
    edit: toWorkspaceEdit(open, edits, session.client),
    ...(finding && { diagnostics: [await toDomainDiagnostic(finding, open, session)] }),
    ...(safe && session.client.preferredActions && { isPreferred: true }),
  };
}
