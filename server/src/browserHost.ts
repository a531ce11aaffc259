/// <reference lib="webworker" />
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import type { StartServer } from './lsp/protocol/host';

/** Serves the page that started the worker. */
export function run(startServer: StartServer): void {
  startServer(new BrowserMessageReader(self), new BrowserMessageWriter(self), {
    connect: createConnection,
    // A worker has no setImmediate.
    defer: (work) => {
      setTimeout(work, 0);
    },
    exit: () => {
      self.close();
    },
  });
}
