import { FileType, Uri, workspace } from 'vscode';
import type { Disposable } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { classifyFailure } from './fileFailure';
import type {
  CustomRequest,
  EntryKind,
  ListFolderRequest,
  NoFile,
  ReadFileRequest,
  StatFileRequest,
} from '../../server/src/lsp/protocol/customRequests';

/** Answers the requests of a server in a browser for files of the workspace. */
export function answerFileRequests(client: BaseLanguageClient): Disposable[] {
  const answer = <R extends CustomRequest & { readonly params: { readonly uri: string } }>(
    method: R['method'],
    read: (uri: Uri, params: R['params']) => Promise<R['result']>,
    otherwise: R['result'],
  ): Disposable =>
    client.onRequest(method, async (params: R['params']) => {
      const uri = Uri.parse(params.uri, true);
      return isInWorkspace(uri) ? read(uri, params) : otherwise;
    });
  return [
    answer<StatFileRequest>('qemuFirmware/statFile', statFile, null),
    answer<ListFolderRequest>('qemuFirmware/listFolder', listFolder, MISSING),
    answer<ReadFileRequest>('qemuFirmware/readFile', (uri, { limit }) => readFile(uri, limit), MISSING),
  ];
}

const MISSING: NoFile = { problem: { kind: 'missing' } };

function isInWorkspace(uri: Uri): boolean {
  return !/(?:^|\/)\.\.?(?:\/|$)|\0/.test(uri.path) && workspace.getWorkspaceFolder(uri) !== undefined;
}

async function statFile(uri: Uri): Promise<StatFileRequest['result']> {
  try {
    const { type, size, mtime } = await workspace.fs.stat(uri);
    return { kind: toKind(type), size, time: mtime };
  } catch {
    return null;
  }
}

async function listFolder(uri: Uri): Promise<ListFolderRequest['result']> {
  try {
    const entries = await workspace.fs.readDirectory(uri);
    return { entries: entries.map(([name, type]) => ({ name, kind: toKind(type) })) };
  } catch (error) {
    return explain(error);
  }
}

async function readFile(uri: Uri, limit: number): Promise<ReadFileRequest['result']> {
  try {
    // VS Code reads files only as a whole.
    const { type, size } = await workspace.fs.stat(uri);
    if (toKind(type) !== 'file')
      return { problem: { kind: type & FileType.Directory ? 'folder' : 'not-regular' } };
    const bytes = size > limit ? undefined : await workspace.fs.readFile(uri);
    return bytes && bytes.length <= limit ? { bytes } : { problem: { kind: 'too-large', limit } };
  } catch (error) {
    return explain(error);
  }
}

function toKind(type: FileType): EntryKind {
  if (type & FileType.SymbolicLink) return 'link';
  if (type & FileType.Directory) return 'folder';
  return type & FileType.File ? 'file' : 'other';
}

function explain(error: unknown): NoFile {
  return classifyFailure(error) === 'denied' ? { problem: { kind: 'denied' } } : MISSING;
}
