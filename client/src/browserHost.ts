/// <reference lib="webworker" />
import { Uri, workspace } from 'vscode';
import type { MessageTransports } from 'vscode-languageclient';
import { CLIENT_ID, CLIENT_NAME } from './languages';
import type { ClientHost } from './host';

/** The names of the server's files, set by the build. */
declare const SERVER_FILES: readonly string[];

/** Returns the URL of a script that runs other scripts: a worker cannot tell where its own file is, since VS Code starts it from a copy. */
function makeScript(urls: readonly string[]): string {
  const code = `importScripts(...${JSON.stringify(urls)});`;
  return URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
}

/** The browser host: the server is a web worker, a new one for each start. */
export const host: ClientHost = {
  get hasFiles() {
    return (workspace.workspaceFolders ?? []).length > 0;
  },
  makeClient: (context) => async (options) => {
    const { BrowserMessageReader, BrowserMessageWriter, LanguageClient, RevealOutputChannelOn } =
      await import('vscode-languageclient/browser');
    const script = makeScript(
      SERVER_FILES.map((name) => Uri.joinPath(context.extensionUri, 'dist', name).toString(true)),
    );
    let worker: Worker | undefined;
    const startWorker = (): Promise<MessageTransports> => {
      worker?.terminate();
      worker = new Worker(script);
      // Not the worker itself: VS Code replaces Worker with its own class, which the client would not recognise.
      return Promise.resolve({
        reader: new BrowserMessageReader(worker),
        writer: new BrowserMessageWriter(worker),
      });
    };
    const { answerFileRequests } = await import('./browserFiles');
    const client = new LanguageClient(CLIENT_ID, CLIENT_NAME, startWorker, {
      ...options,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
    });
    context.subscriptions.push(...answerFileRequests(client));
    return client;
  },
};
