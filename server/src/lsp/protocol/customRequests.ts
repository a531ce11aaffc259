import type { Step } from '../../commandline/qemu';
import type { DraftWish, Proposal } from '../../drafting/question';
import type { DescriptorSnippet } from '../../features/completion/skeletons';
import type { FileOfPath, GuestAnswer, GuestWishes, SearchPathAnswer } from '../../selection/question';
import type { Position } from '../../text/lineIndex';

export type { DescriptorSnippet } from '../../features/completion/skeletons';
export type { DraftChoice, DraftQuestion, Proposal } from '../../drafting/question';
export type { ConsumerName, GuestWishes } from '../../selection/question';

/**
 * The requests that go beyond LSP, as plain types that client and server share. URIs are strings as in LSP.
 * A server that does not know one answers "method not found", which clients treat as null.
 */
export interface CustomRequest {
  readonly method: string;
  readonly params: unknown;
  readonly result: unknown;
}

/** What is wrong in the whole schema that an open document is a part of, as its files are open; null if it is not a schema. */
export interface CheckSchemaRequest extends CustomRequest {
  readonly method: 'qemuFirmware/checkSchema';
  readonly params: { readonly textDocument: { readonly uri: string } };
  readonly result: CheckedSchema | null;
}

/** Paths are absolute, with `/`. */
export interface CheckedSchema {
  /** The folder of the source tree. */
  readonly tree: string;
  /** The schema that QEMU's reader starts with. */
  readonly root: string;
  /** The first 1000, in the order of reading. */
  readonly findings: readonly SchemaFinding[];
}

export interface SchemaFinding {
  readonly path: string;
  /** Where it is, and the lines of the definition with its comment that it is in. All are 0-based. */
  readonly start: Position;
  readonly around: { readonly first: number; readonly last: number };
  readonly code: string;
  readonly message: string;
}

/** What a client may show about a document in its status display; null for a document that is neither a firmware descriptor nor a QAPI schema. */
export interface StatusRequest extends CustomRequest {
  readonly method: 'qemuFirmware/status';
  /** By default, the consumers are those of the settings. At most 100 are answered. */
  readonly params: { readonly uri: string; readonly consumers?: readonly string[] };
  readonly result: DocumentStatus | null;
}

/** Short texts, each a line at most, and what the chosen consumers do with the file. */
export interface DocumentStatus {
  /** The edition of the schema in use, such as `QEMU 11.0`; for a QAPI schema, the release whose rules apply. */
  readonly schema: string;
  /** What the descriptor describes, such as `split · x86_64 pc-q35-*`; for a QAPI schema, what it is a part of. */
  readonly summary: string;
  /** Where the schema comes from, such as `bundled, newest known` or the path of a QEMU tree; for a QAPI schema, what decided the release. */
  readonly reason: string;
  /** How many problems a QAPI schema has, such as `2 errors, 1 warning`. */
  readonly findings?: string;
  /** A setting that cannot be applied, and what is done instead, in a sentence; absent if all can. */
  readonly problem?: string | undefined;
  /** In the order of the request or the setting `consumers`; none for a QAPI schema. */
  readonly verdicts: readonly ConsumerVerdict[];
}

/** What a program that reads descriptors does with one; *breaks*: because of this file, it can use no other one either. */
export interface ConsumerVerdict {
  /** As settings name it, such as `vmspawn@257`. */
  readonly consumer: string;
  /** As users name it, such as `systemd-vmspawn 257`. */
  readonly name: string;
  readonly verdict: 'loads' | 'skips' | 'masks' | 'breaks';
  /** The codes of the rules that state why. */
  readonly because: readonly string[];
  /** Why it is included, if the settings leave that open, such as “libvirt 11.5 is installed; answered as 11.3”. */
  readonly why?: string | undefined;
}

/** The root file of the schema in use for a document, or for a new one without `uri`; null if it is not in a file. */
export interface SchemaLocationRequest extends CustomRequest {
  readonly method: 'qemuFirmware/schemaLocation';
  readonly params: { readonly uri?: string };
  readonly result: { readonly uri: string } | null;
}

/** How QEMU, or libvirt, loads the firmware of an open descriptor; null for any other document. */
export interface CommandLineRequest extends CustomRequest {
  readonly method: 'qemuFirmware/commandLine';
  readonly params: { readonly uri: string; readonly form: 'blockdev' | 'drive' | 'libvirt' };
  readonly result: Loading | null;
}

/** The commands to run or copy, separate from the notes about them. */
export interface Loading {
  /** In this order; no word has control characters. Empty for libvirt, and if the notes say why there are none. */
  readonly steps: readonly Step[];
  /** An <os> element; null for QEMU, and if the notes say why there is none. */
  readonly element: string | null;
  /** Sentences for the user, without line breaks and control characters. */
  readonly notes: readonly string[];
}

/** A new descriptor for an image, both identified by URIs; null if the server has no file access. */
export interface DraftRequest extends CustomRequest {
  readonly method: 'qemuFirmware/draft';
  readonly params: {
    readonly executable: string;
    readonly template?: string;
    /** The answers of the user so far. */
    readonly answers: Pick<DraftWish['answers'], 'loading' | 'architectures' | 'interfaceType' | 'features'>;
  };
  readonly result: Proposal | null;
}

/** The templates that are valid in the schema in use, for a document or, without `uri`, for a new one. */
export interface TemplatesRequest extends CustomRequest {
  readonly method: 'qemuFirmware/templates';
  readonly params: { readonly uri?: string };
  /** The most common ones first. */
  readonly result: readonly DescriptorSnippet[];
}

/** The descriptors that the first of the chosen consumers finds; null if the server has no file access. */
export interface SearchPathRequest extends CustomRequest {
  readonly method: 'qemuFirmware/searchPath';
  readonly params: object;
  readonly result: SearchPath | null;
}

/** Paths are those on the machine that the settings name: below `root`, which is empty for this machine. */
export interface SearchPath extends SearchPathAnswer {
  readonly root: string;
  readonly files: readonly ListedDescriptor[];
}

export interface ListedDescriptor extends FileOfPath {
  /** A short description; empty if the file is not read. */
  readonly summary: string;
  /** Its diagnostics, the same as in an editor and in the linter; null if it was not checked. */
  readonly findings: readonly ListedFinding[] | null;
  /** The number of files that are checked, if this one comes after them. */
  readonly beyond?: number;
}

/** A diagnostic, reduced to what a list shows. */
export interface ListedFinding {
  /** As LSP's DiagnosticSeverity has them. */
  readonly severity: 1 | 2 | 3 | 4;
  readonly code: string;
  /** Includes the consequences. */
  readonly message: string;
  readonly range: { readonly start: Position; readonly end: Position };
}

/**
 * Notifies a client that the answer to SearchPathRequest may have changed: once after each answer, so changes during typing are reported
 * together.
 */
export interface SearchPathChanged {
  readonly method: 'qemuFirmware/searchPathChanged';
}

/**
 * The path on this machine of a file of the machine below `root`, with links followed inside the root; null for circular links, and if the
 * server has no file access.
 */
export interface HostPathRequest extends CustomRequest {
  readonly method: 'qemuFirmware/hostPath';
  readonly params: { readonly root: string; readonly path: string };
  readonly result: string | null;
}

/** Which firmware a guest gets: a libvirt domain as XML text, or a guest with some requirements. Null if the server has no file access. */
export interface ExplainRequest extends CustomRequest {
  readonly method: 'qemuFirmware/explain';
  /** The URI of the domain selects the settings. By default, the consumer is that of the settings. */
  readonly params: {
    readonly uri?: string;
    readonly guest: string | GuestWishes;
    readonly consumer?: string | undefined;
  };
  readonly result: GuestExplanation | NoDomain | null;
}

/** Paths as in SearchPath. */
export interface GuestExplanation extends Omit<GuestAnswer, 'os'> {
  readonly root: string;
  /** The first tag of the domain's `<os>`. */
  readonly os?: { readonly start: Position; readonly end: Position };
}

/** Why a text is not a domain, and where. */
export interface NoDomain {
  readonly problem: string;
  readonly at: Position;
}

/**
 * A command that code actions run in the client, which owns the settings. Clients list their commands as `commands` in the
 * initializationOptions; other commands are not offered.
 */
export interface ClientCommand {
  readonly command: string;
  readonly arguments: readonly unknown[];
}

/** Asks the user for the severity of a rule, and writes the setting. */
export interface SetSeverityCommand extends ClientCommand {
  readonly command: 'qemuFirmware.setSeverity';
  readonly arguments: readonly [uri: string, code: string];
}

/** Writes the setting that turns a rule off for one file. */
export interface IgnoreInFileCommand extends ClientCommand {
  readonly command: 'qemuFirmware.ignoreInFile';
  readonly arguments: readonly [uri: string, code: string];
}

/** Opens a descriptor of the machine whose files are below `root`. */
export interface OpenDescriptorCommand extends ClientCommand {
  readonly command: 'qemuFirmware.openDescriptor';
  readonly arguments: readonly [path: string, root: string];
}

/** Asks the user for which programs to check, and writes the setting. */
export interface ChooseConsumerCommand extends ClientCommand {
  readonly command: 'qemuFirmware.chooseConsumer';
  readonly arguments: readonly [];
}

/**
 * Requests of a server in a browser to a client that has announced `readsFiles` in the initializationOptions. The client reads only files of the
 * workspace, and follows no links. Other requests go to the server.
 */
export interface StatFileRequest extends CustomRequest {
  readonly method: 'qemuFirmware/statFile';
  readonly params: { readonly uri: string };
  /** The size is in bytes, and the time of the last change in milliseconds, or 0. Null if the file does not exist. */
  readonly result: { readonly kind: EntryKind; readonly size: number; readonly time: number } | null;
}

export type EntryKind = 'file' | 'folder' | 'link' | 'other';

/** Why a file has no content. */
export interface NoFile {
  readonly problem:
    | { readonly kind: 'missing' | 'denied' | 'folder' | 'not-regular' }
    | { readonly kind: 'too-large'; readonly limit: number };
}

export interface ListFolderRequest extends CustomRequest {
  readonly method: 'qemuFirmware/listFolder';
  readonly params: { readonly uri: string };
  readonly result:
    { readonly entries: readonly { readonly name: string; readonly kind: EntryKind }[] } | NoFile;
}

export interface ReadFileRequest extends CustomRequest {
  readonly method: 'qemuFirmware/readFile';
  /** The limit is in bytes. */
  readonly params: { readonly uri: string; readonly limit: number };
  readonly result: { readonly bytes: Uint8Array } | NoFile;
}
