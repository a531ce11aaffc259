/// <reference lib="webworker" />
import type { Connection } from 'vscode-languageserver';
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { startServer } from './lsp/connection';
import type { ListFolderRequest, ReadFileRequest, StatFileRequest } from './lsp/protocol/customRequests';
import { isRecord, readString, readValue, toFileUri, useFileSystemOf } from './lsp/protocol/fromLsp';
import type { Host } from './lsp/protocol/host';
import type { BrowserAnswers } from './browserFirmware';
import type { SchemaAnswers } from './lsp/qapi/answer';
import { rememberAnswers, type Recorded } from './service/rememberAnswers';
import { saysTheSame, type FilesRecord } from './service/recordFiles';
import { makeAskedWorkspace, type FileAsker } from './workspace/askedWorkspace';
import { NO_FILES } from './workspace/rootedWorkspace';
import { inTurn } from './workspace/turns';
import type { Workspace } from './workspace/workspace';

/**
 * The server in a browser's worker, with the code of all threads in one: a worker of its own for each could not read files without asking
 * this one. What they compute is bounded, and reading files waits for the client, so other requests are served in between.
 */

type SelectionGiven = Parameters<NonNullable<Host['selection']>>[0];
type DomainGiven = Parameters<NonNullable<Host['domains']>['ask']>[0];

/** The milliseconds for which the server waits for a file. */
const PATIENCE_MS = 10_000;

let connection: Connection;

const browser: Host = {
  connect: (reader, writer, options) => (connection = createConnection(reader, writer, options)),
  forClient(params) {
    const folder = readFirstFolder(params);
    const readsFiles = folder !== undefined && readValue(params, 'initializationOptions.readsFiles') === true;
    if (readsFiles) useFileSystemOf(folder);
    return { ...browser, ...makeAnswers(readsFiles ? makeAskedWorkspace(asker) : undefined) };
  },
  // A worker has no setImmediate.
  defer: (work) => {
    setTimeout(work, 0);
  },
  exit: () => {
    self.close();
  },
};

function readFirstFolder(params: unknown): string | undefined {
  const folders = readValue(params, 'workspaceFolders');
  const [first] = Array.isArray(folders) ? (folders as unknown[]) : [];
  return isRecord(first) ? readString(first, 'uri') : undefined;
}

const stat: StatFileRequest['method'] = 'qemuFirmware/statFile';
const list: ListFolderRequest['method'] = 'qemuFirmware/listFolder';
const read: ReadFileRequest['method'] = 'qemuFirmware/readFile';

const asker: FileAsker = {
  stat: (path) => ask(stat, { uri: toFileUri(path) }),
  list: (path) => ask(list, { uri: toFileUri(path) }),
  read: (path, limit) => ask(read, { uri: toFileUri(path), limit }),
};

/** Returns undefined if the client has no answer. */
async function ask(method: string, params: object): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, undefined);
  });
  // A connection that is closed throws.
  const answer = Promise.resolve()
    .then(() => connection.sendRequest<unknown>(method, params))
    .catch(() => undefined);
  return Promise.race([answer, late]).finally(() => {
    clearTimeout(timer);
  });
}

/** @param own the files of the workspace, if the client reads them */
function makeAnswers(own: Workspace | undefined): Partial<Host> {
  const files = own ?? NO_FILES;
  let firmware: BrowserAnswers | undefined;
  // What shares memory is computed one after another.
  const answer = inTurn(async ({ question }: SelectionGiven | DomainGiven) =>
    (firmware ??= new (await import('./browserFirmware')).BrowserAnswers(files)).answer(question),
  );
  const remember = <Given extends { readonly question: unknown }>(
    answerOne: (given: Given) => Promise<Recorded<FilesRecord>>,
  ): ((given: Given) => Promise<unknown>) =>
    rememberAnswers(answerOne, (record) => saysTheSame(record, files));
  let schemas: SchemaAnswers | undefined;
  const shared: Partial<Host> = {
    domains: {
      ask: remember<DomainGiven>(answer),
      rest() {
        firmware = undefined;
      },
    },
    qapi: {
      ask: inTurn(async ({ question }) => {
        const { SchemaAnswers } = await import('./lsp/qapi/answer');
        return (schemas ??= new SchemaAnswers(files)).answer(question);
      }),
      rest() {
        schemas = undefined;
      },
    },
  };
  if (!own) return shared;
  return {
    ...shared,
    workspace: own,
    selection: remember<SelectionGiven>(answer),
    drafts: inTurn(async (given) => (await import('./browserFirmware')).draftInBrowser(given, files)),
    images: {
      headers: inTurn(async (path) => (await import('./browserFirmware')).readHeaders(path, files)),
      modules: inTurn(async (path) => (await import('./browserFirmware')).readModules(path, files)),
    },
  };
}

startServer(new BrowserMessageReader(self), new BrowserMessageWriter(self), browser);
