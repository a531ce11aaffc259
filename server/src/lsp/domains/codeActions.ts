import type { CodeAction } from 'vscode-languageserver';
import { proveFixes, type ProvenFix } from '../../service/domainFixes';
import { makeVisible } from '../../text/visible';
import { QUICK_FIX_KIND } from '../protocol/capabilities';
import { readRange, readStrings } from '../protocol/fromLsp';
import { toWorkspaceEdit } from '../features/toLsp';
import type { AskedDomain } from './answer';
import { toDiagnostic } from './diagnostics';

/** Lists the changes of a domain that were tried: fixes of its findings. */
export async function listCodeActions(asked: AskedDomain): Promise<CodeAction[]> {
  const { document, checker, question } = asked;
  const only = readStrings(question.params, 'context.only');
  const range = readRange(document.lines, question.params, 'range');
  if (!range || !question.client.codeActionLiterals || !includes(only ?? [''], QUICK_FIX_KIND)) return [];
  const { findings } = await asked.check();
  const touched = findings.filter(
    (finding) => finding.range.start <= range.end && range.start <= finding.range.end,
  );
  const fixes = await proveFixes(document, touched, checker);
  return Promise.all(fixes.map((fix) => toAction(fix, asked)));
}

/** Returns whether one of the requested kinds is `kind` or a parent of it. */
function includes(kinds: readonly string[], kind: string): boolean {
  return kinds.some((asked) => asked === '' || kind === asked || kind.startsWith(`${asked}.`));
}

async function toAction({ title, edits, safe, finding }: ProvenFix, asked: AskedDomain): Promise<CodeAction> {
  const { uri, version, client } = asked.question;
  return {
    title: makeVisible(title),
    kind: QUICK_FIX_KIND,
    edit: toWorkspaceEdit({ uri, version, document: asked.document }, edits, client),
    diagnostics: [await toDiagnostic(finding, asked)],
    ...(safe && client.preferredActions && { isPreferred: true }),
  };
}
