import type { CodeAction } from 'vscode-languageserver';
import { listRewrites } from '../../features/domain/listRewrites';
import { proveFixes, proveRewrite, type ProvenFix } from '../../service/domainFixes';
import type { TextRange } from '../../text/lineIndex';
import { touch, type TextEdit } from '../../text/textEdit';
import { makeVisible } from '../../text/visible';
import { QUICK_FIX_KIND, REWRITE_KIND, includesKind } from '../protocol/capabilities';
import { readRange, readStrings } from '../protocol/fromLsp';
import { toWorkspaceEdit } from '../features/toLsp';
import type { AskedDomain } from './answer';
import { toDiagnostic } from './diagnostics';
import { makeHost } from './host';

/** Lists the changes of a domain that were tried: fixes of its findings, and other ways to write it. */
export async function listCodeActions(asked: AskedDomain): Promise<CodeAction[]> {
  const { document, question } = asked;
  const only = readStrings(question.params, 'context.only') ?? [''];
  const range = readRange(document.lines, question.params, 'range');
  if (!range || !question.client.codeActionLiterals) return [];
  return [
    ...(includesKind(only, QUICK_FIX_KIND) ? await listQuickFixes(range, asked) : []),
    ...(includesKind(only, REWRITE_KIND) ? await listRewriteActions(range, asked) : []),
  ];
}

async function listQuickFixes(range: TextRange, asked: AskedDomain): Promise<CodeAction[]> {
  const { findings } = await asked.check();
  const { severities } = asked.question;
  const touched = findings.filter(
    (finding) => touch(finding.range, range) && severities.get(finding.code) !== 'off',
  );
  const fixes = await proveFixes(asked.document, touched, asked.checker);
  return Promise.all(fixes.map((fix) => toQuickFix(fix, asked)));
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
