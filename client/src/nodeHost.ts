import { LanguageClient, RevealOutputChannelOn, TransportKind } from 'vscode-languageclient/node';
import { CLIENT_ID, CLIENT_NAME } from './languages';
import type { ClientHost } from './host';

/** The desktop and remote hosts: the server is a Node process. */
export const host: ClientHost = {
  makeClient: (context) => {
    const module = context.asAbsolutePath('dist/server.js');
    return (options) =>
      new LanguageClient(
        CLIENT_ID,
        CLIENT_NAME,
        { module, transport: TransportKind.ipc },
        { ...options, ...QUIET },
      );
  },
  hasFiles: true,
  ...(process.platform !== 'win32' && { shell: '/bin/sh' }),
};

/** A request that fails by a bug is for the log: hovers alone would bring one notification after the other. */
const QUIET = { revealOutputChannelOn: RevealOutputChannelOn.Never };
