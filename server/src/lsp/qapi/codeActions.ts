import type { CodeAction, Diagnostic } from 'vscode-languageserver';
import { findDefinitionAt } from '../../features/qapi/fixes/commentLines';
import { fixAll, isSafe } from '../../features/qapi/fixes/fixAll';
import { FixTrials } from '../../features/qapi/fixes/soundFixes';
import { proposeCommentOf } from '../../features/qapi/fixes/stubs';
import type { TextRange } from '../../text/lineIndex';
import { touch, type TextEdit } from '../../text/textEdit';
import { t } from '../../text/translations';
import { makeVisible } from '../../text/visible';
import { toWorkspaceEdit } from '../features/toLsp';
import { FIX_ALL_KIND, QUICK_FIX_KIND, REWRITE_KIND, includesKind } from '../protocol/capabilities';
import { readRange, readStrings } from '../protocol/fromLsp';
import type { AskedSchema } from './answer';
import { chooseDialect, findFindings, toDiagnostic } from './diagnostics';
import { findVersion, toUri } from './uris';

/** Lists the fixes of the problems in a range and the rewrites of what it touches; on request, also the action that fixes the whole file. */
export function listCodeActions(asked: AskedSchema): CodeAction[] {
  const { file, question } = asked;
  const { client, params } = question;
  const range = readRange(file.lines, params, 'range');
  const only = readStrings(params, 'context.only');
  if (!range || !client.codeActionLiterals) return [];
  const asksFor = (kind: string): boolean => includesKind(only ?? [''], kind);
  const fixes = asksFor(QUICK_FIX_KIND) ? listQuickFixes(asked, range) : [];
  return [
    ...fixes,
    ...(asksFor(REWRITE_KIND) ? listRewrites(asked, range, fixes) : []),
    // Actions that change the whole file are returned only if requested by kind.
    ...(only && includesKind(only, FIX_ALL_KIND) ? makeFixAll(asked) : []),
  ];
}

/** Lists the proven fixes of the problems in a range; a fix of several problems is listed once. */
function listQuickFixes(asked: AskedSchema, range: TextRange): CodeAction[] {
  const { client } = asked.question;
  const trials = new FixTrials(asked.file, asked.views, chooseDialect(asked));
  const actions = new Map<string, CodeAction & { readonly diagnostics: Diagnostic[] }>();
  for (const finding of findFindings(asked)) {
    if (!touch(finding.range, range)) continue;
    for (const [at, { title, edits }] of trials.listSoundFixes(finding).entries()) {
      const key = JSON.stringify([title, edits]);
      const action = actions.get(key) ?? {
        ...makeAction(asked, title, QUICK_FIX_KIND, edits),
        diagnostics: [],
      };
      action.diagnostics.push(toDiagnostic(finding, asked));
      if (client.preferredActions && at === 0 && isSafe(finding.code)) action.isPreferred = true;
      actions.set(key, action);
    }
  }
  return [...actions.values()];
}

/** Lists the rewrite that adds a comment to an undocumented definition, unless a fix does the same. */
function listRewrites(asked: AskedSchema, range: TextRange, fixes: readonly CodeAction[]): CodeAction[] {
  const place = findDefinitionAt(asked.file, range.start);
  const proposed =
    place && touch(place.definition.nameRange, range) ? proposeCommentOf(place, asked.file) : [];
  return proposed
    .map(({ title, edits }) => makeAction(asked, title, REWRITE_KIND, edits))
    .filter(({ title }) => !fixes.some((fix) => fix.title === title));
}

function makeFixAll(asked: AskedSchema): CodeAction[] {
  const edit = fixAll(asked.file, asked.views, chooseDialect(asked));
  return edit ? [makeAction(asked, t('Apply all safe fixes'), FIX_ALL_KIND, [edit])] : [];
}

function makeAction(
  { file, question }: AskedSchema,
  title: string,
  kind: string,
  edits: readonly TextEdit[],
): CodeAction {
  const versioned = { uri: toUri(file, question), version: findVersion(file, question), document: file };
  return { title: makeVisible(title), kind, edit: toWorkspaceEdit(versioned, edits, question.client) };
}
