import type { ClientFeatures } from './capabilities';

/** An open document in the schema language. */
export interface QapiText {
  readonly uri: string;
  /** The absolute path; the URI if it is not a file. */
  readonly path: string;
  readonly version: number;
  readonly text: string;
}

/** A request about a version of a schema: plain data for the thread that answers it. */
export interface QapiQuestion {
  readonly kind: 'qapi';
  /** An LSP method, known or not, and its parameters as the client sent them. */
  readonly method: string;
  readonly params: unknown;
  /** The path of the document; empty if the request is about the workspace. */
  readonly path: string;
  /** Every open document in the schema language. */
  readonly open: readonly QapiText[];
  /** For references, all open documents: some may be descriptors. */
  readonly others?: readonly QapiText[] | undefined;
  /** The documentation of the rules, if the client has it. */
  readonly docsUri?: string | undefined;
  /** Changes whenever other files may have changed. */
  readonly generation: number;
  /** The folders of the workspace. */
  readonly folders: readonly string[];
  /** Set if files outside the folders must not be read. */
  readonly isConfined: boolean;
  /** The QEMU release whose style is checked, `latest`, or `auto` for that of the source tree. */
  readonly dialect: string;
  readonly client: ClientFeatures;
  /** The commands that the client has. */
  readonly commands: ReadonlySet<string>;
}

/** The answer to a request that cannot be met, with the reason as a sentence. */
export interface Refusal {
  readonly refusal: string;
}
