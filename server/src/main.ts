import { startServer } from './lsp/connection';

/** One bundle for Node and for a browser's worker: code for only one of them is not run in the other. */
const isInBrowser = 'importScripts' in globalThis;
void (isInBrowser ? import('./browserHost') : import('./nodeHost')).then(({ run }) => {
  run(startServer);
});
