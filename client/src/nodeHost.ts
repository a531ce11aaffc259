import { readlink, symlink } from 'node:fs/promises';
import { homedir } from 'node:os';
import { CLIENT_ID, CLIENT_NAME } from './languages';
import type { ClientHost } from './host';
import { runPython } from './runPython';

/** The desktop and remote hosts: the server is a Node process. */
export const host: ClientHost = {
  makeClient: (context) => async (options) => {
    const { LanguageClient, RevealOutputChannelOn, TransportKind } =
      await import('vscode-languageclient/node');
    const module = context.asAbsolutePath('dist/server.js');
    return new LanguageClient(
      CLIENT_ID,
      CLIENT_NAME,
      { module, transport: TransportKind.ipc },
      { ...options, revealOutputChannelOn: RevealOutputChannelOn.Never },
    );
  },
  hasFiles: true,
  runPython,
  links: { read: (link) => readlink(link), make: (says, link) => symlink(says, link) },
  configFolder: process.platform === 'win32' ? undefined : findConfigFolder(),
  shell: process.platform === 'win32' ? undefined : '/bin/sh',
};

/** [XDG Base Directory Specification] A relative path is ignored. */
function findConfigFolder(): string {
  const { XDG_CONFIG_HOME: named = '' } = process.env;
  return named.startsWith('/') ? named.replace(/\/+$/, '') : `${homedir()}/.config`;
}
