/// <reference lib="webworker" />
import { Uri } from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  RevealOutputChannelOn,
} from 'vscode-languageclient/browser';
import type { MessageTransports } from 'vscode-languageclient';
import { CLIENT_ID, CLIENT_NAME } from './languages';
import type { ClientHost } from './host';

/** The browser host: the server is a web worker, a new one for each start. */
export const host: ClientHost = {
  hasFiles: false,
  makeClient: (context) => {
    const script = Uri.joinPath(context.extensionUri, 'dist', 'server.js').toString(true);
    let worker: Worker | undefined;
    const startWorker = (): Promise<MessageTransports> => {
      worker?.terminate();
      worker = new Worker(script);
      // Not the worker itself: VS Code puts its own class in the place of Worker, which the client would not recognise.
      return Promise.resolve({
        reader: new BrowserMessageReader(worker),
        writer: new BrowserMessageWriter(worker),
      });
    };
    return (options) => new LanguageClient(CLIENT_ID, CLIENT_NAME, startWorker, { ...options, ...QUIET });
  },
};

/** A request that fails by a bug is for the log: hovers alone would bring one notification after the other. */
const QUIET = { revealOutputChannelOn: RevealOutputChannelOn.Never };
