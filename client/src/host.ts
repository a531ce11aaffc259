import type { ExtensionContext } from 'vscode';
import type { MakeClient } from './server';
import type { Ran } from './treeVerdict';

/** Symbolic links, by the paths of the machine. */
export interface Links {
  /** Returns the target of a link. Rejects if it cannot be read. */
  read(link: string): Promise<string>;
  make(says: string, link: string): Promise<void>;
}

/** What the environment of the extension offers. */
export interface ClientHost {
  makeClient(context: ExtensionContext): MakeClient;
  /** The shell in which commands can be run; absent if none exists. */
  readonly shell?: string | undefined;
  /** Runs python3, bounded in time and output; undefined if it is not installed. Absent in a browser. */
  readonly runPython?:
    ((args: readonly string[], folder: string, signal: AbortSignal) => Promise<Ran | undefined>) | undefined;
  /** Reads and creates symbolic links, which VS Code's file system cannot do; absent in a browser. */
  readonly links?: Links | undefined;
  /** Whether the server can read files: those of a machine, or in a browser those of the workspace. */
  readonly hasFiles: boolean;
  /** The folder of the user's configurations, absolute; absent if no program searches it for descriptors. */
  readonly configFolder?: string | undefined;
}
