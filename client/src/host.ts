import type { ExtensionContext } from 'vscode';
import type { MakeClient } from './server';

/** Symbolic links, by the paths of the machine. */
export interface Links {
  /** What a link says. Rejects where it cannot be read. */
  read(link: string): Promise<string>;
  make(says: string, link: string): Promise<void>;
}

/** What the place where the extension runs has to offer. */
export interface ClientHost {
  makeClient(context: ExtensionContext): MakeClient;
  /** The shell that commands can be run in; absent where there is none. */
  readonly shell?: string | undefined;
  /** Reads and makes symbolic links, which VS Code's file system cannot do; absent in a browser. */
  readonly links?: Links | undefined;
  /** Whether there are the files of a machine, and the server can read them. */
  readonly hasFiles: boolean;
  /** The folder of the user's configurations, absolute; absent where no program searches one for descriptors. */
  readonly configFolder?: string | undefined;
}
