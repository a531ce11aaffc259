/// <reference lib="webworker" />
import { BrowserMessageReader, BrowserMessageWriter } from 'vscode-jsonrpc/browser';
import { startServer } from './lsp/connection';

startServer(new BrowserMessageReader(self), new BrowserMessageWriter(self), {
  // A worker has no setImmediate.
  defer: (work) => {
    setTimeout(work, 0);
  },
  exit: () => {
    self.close();
  },
});
