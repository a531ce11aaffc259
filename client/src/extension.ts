import type { ExtensionContext } from 'vscode';
import { activateWith } from './activate';
import type { Server } from './server';

let server: Server | undefined;

/** One bundle for all hosts: code for only one of them is not run in the others. */
export async function activate(context: ExtensionContext): Promise<void> {
  const isInBrowser = 'importScripts' in globalThis;
  const { host } = await (isInBrowser ? import('./browserHost') : import('./nodeHost'));
  server = activateWith(context, host);
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
