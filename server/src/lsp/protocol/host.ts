import type { Connection, ConnectionOptions, MessageReader, MessageWriter } from 'vscode-languageserver';
import type { DraftWish } from '../../drafting/question';
import type { User } from '../../selection/listing';
import type { Question } from '../../selection/question';
import type { DeepFacts } from '../../images/deep';
import type { ImageFacts } from '../../images/facts';
import type { Workspace } from '../../workspace/workspace';
import { readString, readValue } from './fromLsp';

/** Runs work after the events that wait already, at once. */
export type Defer = (work: () => void) => void;

/** What tells of the image at a path; undefined where it cannot be read. May reject. */
export interface LooksIntoImages {
  /** The uncompressed parts, some KiB that are read at once. */
  headers(path: string): Promise<ImageFacts | undefined>;
  /** The compressed modules, which take up to a second, in another thread. */
  modules(path: string): Promise<DeepFacts | undefined>;
}

/** Why a reader waits: the client does not read, or it sends faster than it is served. */
export type HoldReason = 'unread' | 'waiting';

/** A reader that can wait with what the client sends; one without `hold` cannot. */
export interface PausingReader extends MessageReader {
  hold?(reason: HoldReason, isHeld: boolean): void;
}

/** What the place where the server runs has to offer. */
export interface Host {
  /** vscode-languageserver's own for this place. */
  connect(reader: MessageReader, writer: MessageWriter, options: ConnectionOptions): Connection;
  /** The files that a schema can be read from; none in a browser. */
  readonly workspace?: Workspace;
  /** Set where a path may lead to another computer by itself, as on Windows. */
  readonly hasShares?: boolean;
  /** The folder with the files of the bundled schema, if the client names none. */
  readonly schemaUri?: string;
  /** The messages in the language of a locale, where the client brings none; see translateWith. */
  translations?(locale: string): unknown;
  /**
   * Answers questions on the selection of firmware as selection/answer.ts does, with what is wrong in the given language; rejects
   * where that fails. Absent where there are no files.
   */
  readonly selection?: (given: {
    readonly question: Question;
    readonly translations: unknown;
  }) => Promise<unknown>;
  /** Answers wishes for new descriptors as drafting/propose.ts does; rejects where that fails. Absent where there are no files. */
  readonly drafts?: (given: {
    readonly wish: DraftWish;
    readonly root?: string;
    readonly translations: unknown;
  }) => Promise<unknown>;
  /** Absent where there are no files. */
  readonly images?: LooksIntoImages;
  /** The folders of the user who runs the server. */
  readonly user?: Omit<User, 'inSession'>;
  readonly defer: Defer;
  /** Hands over what no code has caught, rather than ending the server: what is known of a version is derived from nothing else. */
  catchBugs?(caught: (error: unknown) => void): void;
  /** Ends the server, with a reason where it is not what the client wanted. */
  exit(code: number, reason?: string): void;
  /**
   * Whether the connection can tell that a process is gone. It asks by a signal, and takes one that it may not signal for gone.
   * Absent where there are no processes.
   */
  canWatch?(processId: number): boolean;
}

/** The messages in the language of the client of these `initialize` parameters: its own, else the host's. */
export function loadMessages(params: unknown, host: Host): unknown {
  const own = readValue(params, 'initializationOptions.translations');
  return own ?? host.translations?.(readString(params, 'locale') ?? '');
}

/** Serves one client. */
export type StartServer = (reader: PausingReader, writer: MessageWriter, host: Host) => void;
