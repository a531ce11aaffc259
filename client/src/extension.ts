import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { activateWith } from './activate';
import { CLIENT_ID, CLIENT_NAME } from './languages';
import type { Server } from './server';

let server: Server | undefined;

/** The desktop and remote hosts: the server is a Node process. */
export function activate(context: ExtensionContext): void {
  const module = context.asAbsolutePath('dist/server.js');
  server = activateWith(
    context,
    (options) =>
      new LanguageClient(CLIENT_ID, CLIENT_NAME, { module, transport: TransportKind.ipc }, options),
    process.platform === 'win32' ? undefined : '/bin/sh',
  );
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
