import type { Workspace } from '../workspace/workspace';

/** Runs work after the events that wait already, at once. */
export type Defer = (work: () => void) => void;

/** What the place where the server runs has to offer. */
export interface Host {
  /** The files that a schema can be read from; none in a browser. */
  readonly workspace?: Workspace;
  /** The folder with the files of the bundled schema, if the client names none. */
  readonly schemaUri?: string;
  /** The messages in the language of a locale, where the client brings none; see translateWith. */
  translations?(locale: string): unknown;
  readonly defer: Defer;
  /** Ends the server, with a reason where it is not what the client wanted. */
  exit(code: number, reason?: string): void;
  /** Ends the server when the process of its client is gone. */
  watch?(processId: number): void;
}
