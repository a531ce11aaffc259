import { makeVisible } from '../../text/visible';
import { t } from '../../text/translations';
import type { CodeAction } from 'vscode-languageserver';
import { fixAll } from '../../features/fixAll';
import type { Finding } from '../../rules/rule';
import { FixProver } from '../../rules/soundFixes';
import type { TextRange } from '../../text/lineIndex';
import { FIX_ALL_KIND, ORGANIZE_KIND, QUICK_FIX_KIND, REWRITE_KIND } from '../protocol/capabilities';
import type { OpenDescriptor } from '../state/documents';
import { checkDescriptor, isWanted } from '../../service/findings';
import { readRange, readStrings } from '../protocol/fromLsp';
import { listOrganizeActions, listRewriteActions } from './rewriteActions';
import { onDescriptorRequest, type Session } from '../state/session';
import { listSettingActions } from './settingActions';
import { toDiagnostic, toWorkspaceEdit } from './toLsp';

/** The fixes of the findings in a range and the rewrites of what lies there; on demand also what changes the whole file. */
export function offerCodeActions(session: Session): void {
  if (!session.client.codeActionLiterals) return;
  onDescriptorRequest<CodeAction[]>(session, 'textDocument/codeAction', [], (open, params) => {
    const only = readStrings(params, 'context.only');
    const range = readRange(open.document.lines, params, 'range');
    // Source actions are about the whole file: they are for those who ask for them by kind.
    return [
      ...(range && includes(only ?? [''], QUICK_FIX_KIND) ? listQuickFixes(open, range, session) : []),
      ...(range && includes(only ?? [''], REWRITE_KIND) ? listRewriteActions(open, range, session) : []),
      ...(only && includes(only, FIX_ALL_KIND) ? makeFixAllActions(open, session) : []),
      ...(only && includes(only, ORGANIZE_KIND) ? listOrganizeActions(open, session) : []),
    ];
  });
}

/** Whether one of the kinds that are asked for is `kind` or one above it. */
function includes(kinds: readonly string[], kind: string): boolean {
  return kinds.some((asked) => asked === '' || kind === asked || kind.startsWith(`${asked}.`));
}

function listQuickFixes(open: OpenDescriptor, range: TextRange, session: Session): CodeAction[] {
  const findings = checkDescriptor(open.document, open.settings).findings.filter(
    (finding) => finding.range.start <= range.end && range.start <= finding.range.end,
  );
  const prover = new FixProver(open.document);
  return [
    ...findings.flatMap((finding) => makeFixActions(finding, prover, open, session)),
    ...listSettingActions(findings, open, session),
  ];
}

function makeFixActions(
  finding: Finding,
  prover: FixProver,
  open: OpenDescriptor,
  { client, docsUri }: Session,
): CodeAction[] {
  const diagnostics = [toDiagnostic(finding, open, client, docsUri)];
  return prover.listSoundFixes(finding).map(({ title, edits, safe }, index) => ({
    title: makeVisible(title),
    kind: QUICK_FIX_KIND,
    diagnostics,
    edit: toWorkspaceEdit(open, edits, client),
    ...(client.preferredActions && index === 0 && safe && { isPreferred: true }),
  }));
}

function makeFixAllActions(open: OpenDescriptor, { client }: Session): CodeAction[] {
  const edit = fixAll(open.document, (finding) => isWanted(finding, open.settings));
  if (!edit) return [];
  const title = t('Apply every safe fix');
  return [{ title, kind: FIX_ALL_KIND, edit: toWorkspaceEdit(open, [edit], client) }];
}
