import type { CodeAction } from 'vscode-languageserver';
import { listRewrites } from '../../features/domain/listRewrites';
import type { GuestFinding } from '../../rules/guestRule';
import { proveFixes, proveRewrite, type ProvenFix } from '../../service/domainFixes';
import { applySafeDomainFixes } from '../../service/fixDomain';
import { findChangedPart } from '../../text/changedPart';
import type { TextRange } from '../../text/lineIndex';
import { touch, type TextEdit } from '../../text/textEdit';
import { t } from '../../text/translations';
import { makeVisible } from '../../text/visible';
import { FIX_ALL_KIND, QUICK_FIX_KIND, REWRITE_KIND, includesKind } from '../protocol/capabilities';
import { readRange, readStrings } from '../protocol/fromLsp';
import { makeSeverityActions } from '../features/severityActions';
import { toWorkspaceEdit } from '../features/toLsp';
import type { AskedDomain } from './answer';
import { toDiagnostic } from './diagnostics';
import { listElsewhereActions } from './elsewhere';
import { makeHost } from './host';

/** Lists the changes of a domain that were tried: fixes of its findings, other ways to write it, and on request all safe fixes at once. Also offers to change the severities of rules. */
export async function listCodeActions(asked: AskedDomain): Promise<CodeAction[]> {
  const { document, question } = asked;
  if (!question.client.codeActionLiterals) return [];
  const only = readStrings(question.params, 'context.only');
  const range = readRange(document.lines, question.params, 'range');
  const asksFor = (kind: string): boolean => includesKind(only ?? [''], kind);
  return [
    ...(range && asksFor(QUICK_FIX_KIND) ? await listQuickFixes(range, asked) : []),
    ...(range && asksFor(REWRITE_KIND) ? await listRewriteActions(range, asked) : []),
    ...(only && includesKind(only, FIX_ALL_KIND) ? await makeFixAllActions(asked) : []),
  ];
}

async function listQuickFixes(range: TextRange, asked: AskedDomain): Promise<CodeAction[]> {
  const { findings } = await asked.check();
  const { uri, commands } = asked.question;
  const touched = findings.filter((finding) => touch(finding.range, range) && isWanted(finding, asked));
  const fixes = await proveFixes(asked.document, touched, asked.checker);
  const optional = touched.filter(({ severity }) => severity !== 'error');
  const diagnostics = await Promise.all(optional.map((finding) => toDiagnostic(finding, asked)));
  return [
    ...(await Promise.all(fixes.map((fix) => toQuickFix(fix, asked)))),
    ...(await listElsewhereActions(touched, asked)),
    ...makeSeverityActions(uri, diagnostics, commands),
  ];
}

function isWanted({ code }: GuestFinding, { question }: AskedDomain): boolean {
  return question.severities.get(code) !== 'off';
}

async function toQuickFix(
  { id, title, edits, safe, finding }: ProvenFix,
  asked: AskedDomain,
): Promise<CodeAction> {
  return {
    ...makeAction(title, QUICK_FIX_KIND, edits, asked),
    diagnostics: [await toDiagnostic(finding, asked)],
    ...(id !== undefined && asked.question.client.codeActionData && { data: id }),
    ...(safe && asked.question.client.preferredActions && { isPreferred: true }),
  };
}

async function listRewriteActions(range: TextRange, asked: AskedDomain): Promise<CodeAction[]> {
  const { document, checker } = asked;
  const actions: CodeAction[] = [];
  for (const rewrite of listRewrites(document, range, await makeHost(asked, true)))
    if (await proveRewrite(document, rewrite, checker))
      actions.push(makeAction(rewrite.title, REWRITE_KIND, rewrite.edits, asked));
  return actions;
}

async function makeFixAllActions(asked: AskedDomain): Promise<CodeAction[]> {
  const { document: fixed } = await applySafeDomainFixes(asked.document, asked.checker, (finding) =>
    isWanted(finding, asked),
  );
  const edit = findChangedPart(asked.document.text, fixed.text);
  return edit ? [makeAction(t('Apply all safe fixes'), FIX_ALL_KIND, [edit], asked)] : [];
}

function makeAction(
  title: string,
  kind: string,
  edits: readonly TextEdit[],
  { document, question: { uri, version, client } }: AskedDomain,
): CodeAction {
  return {
    title: makeVisible(title),
    kind,
    edit: toWorkspaceEdit({ uri, version, document }, edits, client),
  };
}
