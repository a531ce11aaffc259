import type { Connection, ConnectionOptions, MessageReader, MessageWriter } from 'vscode-languageserver';
import type { DraftWish } from '../../drafting/question';
import type { User } from '../../selection/listing';
import type { Question } from '../../selection/question';
import type { DomainQuestion } from './domainQuestion';
import type { QapiQuestion } from './qapiQuestion';
import type { DeepFacts } from '../../images/deep';
import type { ImageFacts } from '../../images/facts';
import type { Workspace } from '../../workspace/workspace';
import { readString, readValue } from './fromLsp';

/** Runs work immediately after the pending events. */
export type Defer = (work: () => void) => void;

/** Reads the image at a path; undefined if it cannot be read. May reject. */
export interface LooksIntoImages {
  /** The uncompressed parts, a few KiB that are read immediately. */
  headers(path: string): Promise<ImageFacts | undefined>;
  /** The compressed modules, which take up to a second, in another thread. */
  modules(path: string): Promise<DeepFacts | undefined>;
}

/** Why a reader waits: the client does not read, or it sends faster than it is served. */
export type SuspendReason = 'unread' | 'waiting';

/** A reader that can stop reading from the client; one without `suspend` cannot. */
export interface PausingReader extends MessageReader {
  suspend?(reason: SuspendReason, isSuspended: boolean): void;
}

/** What the environment of the server offers. */
export interface Host {
  /** Returns what it offers to a client with these parameters of `initialize`; absent if that is the same for all. */
  forClient?(params: unknown): Host;
  /** The connection of vscode-languageserver for this environment. */
  connect(reader: MessageReader, writer: MessageWriter, options: ConnectionOptions): Connection;
  /** The files from which a schema can be read; absent in a browser whose client reads none. */
  readonly workspace?: Workspace;
  /** Set if a path alone may lead to another computer, as on Windows. */
  readonly hasShares?: boolean;
  /** The folder with the files of the bundled schema, if the client names none. */
  readonly schemaUri?: string;
  /** Returns the messages in the language of a locale, if the client sends none; see translateWith. */
  translations?(locale: string): unknown;
  /**
   * Answers questions on the selection of firmware like selection/answer.ts, with problems in the given language; rejects
   * if that fails. Absent without file access.
   */
  readonly selection?: (given: {
    readonly question: Question;
    readonly translations: unknown;
  }) => Promise<unknown>;
  /** Answers requests about domains like domains/answer.ts, in a thread that stays until `rest`. Absent without file access. */
  readonly domains?: {
    /** Rejects if that fails. */
    ask(given: { readonly question: DomainQuestion; readonly translations: unknown }): Promise<unknown>;
    /** Call this when no domain is open. */
    rest(): void;
  };
  /** Answers requests about schemas like qapi/answer.ts, in a thread that stays until `rest`. Absent without file access. */
  readonly qapi?: {
    /** Rejects if that fails. */
    ask(given: { readonly question: QapiQuestion; readonly translations: unknown }): Promise<unknown>;
    /** Call this when no schema is open. */
    rest(): void;
  };
  /** Answers requests for new descriptors like drafting/propose.ts; rejects if that fails. Absent without file access. */
  readonly drafts?: (given: {
    readonly wish: DraftWish;
    readonly root?: string;
    readonly translations: unknown;
  }) => Promise<unknown>;
  /** Absent without file access. */
  readonly images?: LooksIntoImages;
  /** The folders of the user who runs the server. */
  readonly user?: Omit<User, 'inSession'>;
  readonly defer: Defer;
  /** Reports uncaught errors instead of ending the server: each version is derived independently of others. */
  catchBugs?(caught: (error: unknown) => void): void;
  /** Ends the server, with a reason unless the client requested it. */
  exit(code: number, reason?: string): void;
  /**
   * Returns whether the connection can detect the end of a process. It sends a signal, and treats a process that it may not signal as ended.
   * Absent in environments without processes.
   */
  canWatch?(processId: number): boolean;
}

/** Loads the messages in the language of the client with these `initialize` parameters: its own, or else the host's. */
export function loadMessages(params: unknown, host: Host): unknown {
  const own = readValue(params, 'initializationOptions.translations');
  return own ?? host.translations?.(readString(params, 'locale') ?? '');
}

/** Serves one client. */
export type StartServer = (reader: PausingReader, writer: MessageWriter, host: Host) => void;
