import { makeVisible } from '../../text/visible';
import { t } from '../../text/translations';
import type { CodeAction } from 'vscode-languageserver';
import { organize } from '../../features/organize';
import { listRefactorings } from '../../features/refactor';
import type { TextRange } from '../../text/lineIndex';
import { ORGANIZE_KIND, REWRITE_KIND } from '../protocol/capabilities';
import type { OpenDescriptor } from '../state/documents';
import type { Session } from '../state/session';
import { toWorkspaceEdit } from './toLsp';

/** Offers other ways to load the firmware whose mapping is at `range`. */
export function listRewriteActions(
  open: OpenDescriptor,
  range: TextRange,
  { client }: Session,
): CodeAction[] {
  return listRefactorings(open.document, range).map(({ title, edits }) => ({
    title: makeVisible(title),
    kind: REWRITE_KIND,
    edit: toWorkspaceEdit(open, edits, client),
  }));
}

export function listOrganizeActions(open: OpenDescriptor, { client }: Session): CodeAction[] {
  const edit = organize(open.document);
  if (!edit) return [];
  const title = t('Sort members and features in schema order');
  return [{ title, kind: ORGANIZE_KIND, edit: toWorkspaceEdit(open, [edit], client) }];
}
