import type { ExtensionContext } from 'vscode';
import type { MakeClient } from './server';

/** What the place where the extension runs has to offer. */
export interface ClientHost {
  makeClient(context: ExtensionContext): MakeClient;
  /** The shell that commands can be run in; absent where there is none. */
  readonly shell?: string | undefined;
  /** Whether there are the files of a machine, and the server can read them. */
  readonly hasFiles: boolean;
  /** The folder of the user's configurations, absolute; absent where no program searches one for descriptors. */
  readonly configFolder?: string | undefined;
}
