import type { PrepareRenameResult, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { formatDocumentation } from '../../features/qapi/formatting';
import { findRenamable, renameSymbol } from '../../features/qapi/rename';
import type { TextRange } from '../../text/lineIndex';
import { findPathBelow } from '../../workspace/rootedWorkspace';
import { toRange, toTextEdit, toWorkspaceEditOf } from '../features/toLsp';
import { readRange, readString, readValue } from '../protocol/fromLsp';
import type { Refusal } from '../protocol/qapiQuestion';
import { findOffset, type AskedSchema } from './answer';
import { findVersion, toUri } from './uris';

/** Returns the name at a position if it can be renamed. */
export function prepareRename(asked: AskedSchema): PrepareRenameResult | Refusal | null {
  const { file, views } = asked;
  const offset = findOffset(asked);
  if (offset === undefined) return null;
  const found = findRenamable(file, offset, views, (path) => isInTree(path, asked));
  if ('refusal' in found) return found;
  return { range: toRange(file.lines, found.range), placeholder: found.placeholder };
}

/** Renames a symbol in every file of the source tree. */
export function renameInFiles(asked: AskedSchema): WorkspaceEdit | Refusal | null {
  const { file, views, question } = asked;
  const offset = findOffset(asked);
  if (offset === undefined) return null;
  const renamable = findRenamable(file, offset, views, (path) => isInTree(path, asked));
  if ('refusal' in renamable) return renamable;
  const found = renameSymbol(file, offset, readString(question.params, 'newName') ?? '', views);
  if ('refusal' in found) return found;
  const changes = found.map(({ file: changed, edits }) => ({
    descriptor: { uri: toUri(changed, question), version: findVersion(changed, question), document: changed },
    edits,
  }));
  return toWorkspaceEditOf(changes, question.client);
}

/** Other files are not the user’s to change. */
function isInTree(path: string, { file, tree, question }: AskedSchema): boolean {
  const folders = [
    tree.folder,
    ...question.folders.filter((folder) => findPathBelow(folder, file.path) !== undefined),
  ];
  return path === file.path || folders.some((folder) => findPathBelow(folder, path) !== undefined);
}

/** Wraps documentation: that of the whole file, or what a range touches. */
export function listFormattingEdits({ file, question }: AskedSchema): TextEdit[] {
  const edits = new Map(
    readRanges({ file, question }).flatMap((range) =>
      formatDocumentation(file, range).map((edit) => [edit.start, edit] as const),
    ),
  );
  return [...edits.values()].map((edit) => toTextEdit(file.lines, edit));
}

function readRanges({
  file,
  question,
}: Pick<AskedSchema, 'file' | 'question'>): readonly (TextRange | undefined)[] {
  const { method, params } = question;
  if (method === 'textDocument/formatting') return [undefined];
  const ranges: unknown =
    method === 'textDocument/rangesFormatting' ? readValue(params, 'ranges') : [readValue(params, 'range')];
  if (!Array.isArray(ranges)) return [];
  return ranges.flatMap((range: unknown) => readRange(file.lines, { range }, 'range') ?? []);
}
