/// <reference lib="webworker" />
import { Uri } from 'vscode';
import type { MessageTransports } from 'vscode-languageclient';
import { CLIENT_ID, CLIENT_NAME } from './languages';
import type { ClientHost } from './host';

/** The browser host: the server is a web worker, a new one for each start. */
export const host: ClientHost = {
  hasFiles: false,
  makeClient: (context) => async (options) => {
    const { BrowserMessageReader, BrowserMessageWriter, LanguageClient, RevealOutputChannelOn } =
      await import('vscode-languageclient/browser');
    const script = Uri.joinPath(context.extensionUri, 'dist', 'server.js').toString(true);
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
    return new LanguageClient(CLIENT_ID, CLIENT_NAME, startWorker, {
      ...options,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
    });
  },
};
