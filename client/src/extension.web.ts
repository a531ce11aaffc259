/// <reference lib="webworker" />
import { Uri } from 'vscode';
import type { ExtensionContext } from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import type { MessageTransports } from 'vscode-languageclient';
import { activateWith } from './activate';
import { CLIENT_ID, CLIENT_NAME } from './languages';
import type { Server } from './server';

let server: Server | undefined;

/** The browser host: the server is a web worker, a new one for each start. */
export function activate(context: ExtensionContext): void {
  const script = Uri.joinPath(context.extensionUri, 'dist', 'server.web.js').toString(true);
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
  server = activateWith(
    context,
    (options) => new LanguageClient(CLIENT_ID, CLIENT_NAME, startWorker, options),
  );
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
