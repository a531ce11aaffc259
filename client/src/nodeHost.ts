import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { CLIENT_ID, CLIENT_NAME } from './languages';
import type { ClientHost } from './host';

/** The desktop and remote hosts: the server is a Node process. */
export const host: ClientHost = {
  makeClient: (context) => {
    const module = context.asAbsolutePath('dist/server.js');
    return (options) =>
      new LanguageClient(CLIENT_ID, CLIENT_NAME, { module, transport: TransportKind.ipc }, options);
  },
  hasFiles: true,
  ...(process.platform !== 'win32' && { shell: '/bin/sh' }),
};
