import type { CodeAction, Diagnostic } from 'vscode-languageserver';
import { FixTrials } from '../../features/qapi/soundFixes';
import { touch } from '../../text/textEdit';
import { makeVisible } from '../../text/visible';
import { toWorkspaceEdit } from '../features/toLsp';
import { QUICK_FIX_KIND, includesKind } from '../protocol/capabilities';
import { readRange, readStrings } from '../protocol/fromLsp';
import type { AskedSchema } from './answer';
import { chooseDialect, findFindings, toDiagnostic } from './diagnostics';
import { findVersion, toUri } from './uris';

/** Lists the proven fixes of the problems in a range; a fix of several problems is listed once. */
export function listCodeActions(asked: AskedSchema): CodeAction[] {
  const { file, question } = asked;
  const { client, params } = question;
  const range = readRange(file.lines, params, 'range');
  const only = readStrings(params, 'context.only') ?? [''];
  if (!range || !client.codeActionLiterals || !includesKind(only, QUICK_FIX_KIND)) return [];
  const versioned = { uri: toUri(file, question), version: findVersion(file, question), document: file };
  const trials = new FixTrials(file, asked.views, chooseDialect(asked));
  const actions = new Map<string, CodeAction & { readonly diagnostics: Diagnostic[] }>();
  for (const finding of findFindings(asked)) {
    if (!touch(finding.range, range)) continue;
    for (const { title, edits } of trials.listSoundFixes(finding)) {
      const key = JSON.stringify([title, edits]);
      const action = actions.get(key) ?? {
        title: makeVisible(title),
        kind: QUICK_FIX_KIND,
        diagnostics: [],
        edit: toWorkspaceEdit(versioned, edits, client),
      };
      action.diagnostics.push(toDiagnostic(finding, asked));
      actions.set(key, action);
    }
  }
  return [...actions.values()];
}
