import { makeVisible } from '../../text/visible';
import { t } from '../../text/translations';
import type { CodeAction, Diagnostic } from 'vscode-languageserver';
import { fixAll } from '../../features/fixAll';
import type { Finding } from '../../rules/rule';
import { FixProver } from '../../rules/soundFixes';
import type { TextRange } from '../../text/lineIndex';
import {
  FIX_ALL_KIND,
  ORGANIZE_KIND,
  QUICK_FIX_KIND,
  REWRITE_KIND,
  includesKind,
} from '../protocol/capabilities';
import type { OpenDescriptor } from '../state/documents';
import { checkDescriptor, isWanted } from '../../service/findings';
import { touch } from '../../text/textEdit';
import { readRange, readStrings } from '../protocol/fromLsp';
import { listOrganizeActions, listRewriteActions } from './rewriteActions';
import { onDescriptorRequest, type Session } from '../state/session';
import { listSettingActions } from './settingActions';
import { toDiagnostic } from './toDiagnostic';
import { toWorkspaceEdit } from './toLsp';

/** Offers the fixes of the findings in a range and the rewrites of its contents; on request, also the actions that change the whole file. */
export function offerCodeActions(session: Session): void {
  if (!session.client.codeActionLiterals) return;
  onDescriptorRequest<CodeAction[]>(session, 'textDocument/codeAction', [], (open, params) => {
    const only = readStrings(params, 'context.only');
    const range = readRange(open.document.lines, params, 'range');
    const asksFor = (kind: string): boolean => includesKind(only ?? [''], kind);
    const findings = range && asksFor(QUICK_FIX_KIND) ? listFindings(open, range) : [];
    // Setting actions come last: they leave the mistake in the text. Source actions change the whole file and are returned only if requested by kind.
    return [
      ...listQuickFixes(findings, open, session),
      ...(range && asksFor(REWRITE_KIND) ? listRewriteActions(open, range, session) : []),
      ...listSettingActions(findings, open, session),
      ...(only && includesKind(only, FIX_ALL_KIND) ? makeFixAllActions(open, session) : []),
      ...(only && includesKind(only, ORGANIZE_KIND) ? listOrganizeActions(open, session) : []),
    ];
  });
}

function listFindings(open: OpenDescriptor, range: TextRange): readonly Finding[] {
  return checkDescriptor(open.document, open.settings).findings.filter((finding) =>
    touch(finding.range, range),
  );
}

/** Lists the proven fixes of findings, shared ones once, with those first that an editor may apply by one key. */
function listQuickFixes(
  findings: readonly Finding[],
  open: OpenDescriptor,
  { client, docsUri }: Session,
): CodeAction[] {
  const prover = new FixProver(open.document);
  const actions = new Map<string, CodeAction & { readonly diagnostics: Diagnostic[] }>();
  for (const finding of findings) {
    const diagnostic = toDiagnostic(finding, open, client, docsUri);
    prover.listSoundFixes(finding).forEach(({ title, edits, safe }, index) => {
      const key = JSON.stringify([title, edits]);
      const action = actions.get(key) ?? {
        title: makeVisible(title),
        kind: QUICK_FIX_KIND,
        diagnostics: [],
        edit: toWorkspaceEdit(open, edits, client),
      };
      action.diagnostics.push(diagnostic);
      if (client.preferredActions && index === 0 && safe) action.isPreferred = true;
      actions.set(key, action);
    });
  }
  return [...actions.values()].sort((a, b) => Number(b.isPreferred ?? 0) - Number(a.isPreferred ?? 0));
}

function makeFixAllActions(open: OpenDescriptor, { client }: Session): CodeAction[] {
  const edit = fixAll(open.document, (finding) => isWanted(finding, open.settings));
  if (!edit) return [];
  const title = t('Apply all safe fixes');
  return [{ title, kind: FIX_ALL_KIND, edit: toWorkspaceEdit(open, [edit], client) }];
}
