/**
 * The requests that go beyond LSP, as plain types that client and server share. URIs are strings as in LSP.
 * A server that does not know one answers "method not found", which a client takes as null.
 */
export interface CustomRequest {
  readonly method: string;
  readonly params: unknown;
  readonly result: unknown;
}

/** What a client may show about a document in its status display; null for a document that is not a firmware descriptor. */
export interface StatusRequest extends CustomRequest {
  readonly method: 'qemuFirmware/status';
  readonly params: { readonly uri: string };
  readonly result: DocumentStatus | null;
}

/** Three short texts, each a line at most, and what the chosen consumers do with the file. */
export interface DocumentStatus {
  /** The edition of the schema in use, such as `QEMU 11.0`. */
  readonly schema: string;
  /** What the descriptor describes, such as `split · x86_64 pc-q35-*`. */
  readonly summary: string;
  /** Where the schema comes from, such as `bundled, newest known` or the path of a QEMU tree. */
  readonly reason: string;
  /** In the order of the setting `consumers`. */
  readonly verdicts: readonly ConsumerVerdict[];
}

/** What a program that reads descriptors does with one; *breaks*: because of this file it can use no other one either. */
export interface ConsumerVerdict {
  /** As settings name it, such as `vmspawn@257`. */
  readonly consumer: string;
  /** As users name it, such as `systemd-vmspawn 257`. */
  readonly name: string;
  readonly verdict: 'loads' | 'skips' | 'masks' | 'breaks';
  /** The codes of the rules that state why. */
  readonly because: readonly string[];
}

/** The root file of the schema in use for a document, or for a new one without `uri`; null if it is in no file. */
export interface SchemaLocationRequest extends CustomRequest {
  readonly method: 'qemuFirmware/schemaLocation';
  readonly params: { readonly uri?: string };
  readonly result: { readonly uri: string } | null;
}

/** How QEMU, or libvirt, loads the firmware of an open descriptor; null for a document that is none. */
export interface CommandLineRequest extends CustomRequest {
  readonly method: 'qemuFirmware/commandLine';
  readonly params: { readonly uri: string; readonly form: 'blockdev' | 'drive' | 'libvirt' };
  readonly result: LoadingText | null;
}

export interface LoadingText {
  /** Commands for a POSIX shell, or an <os> element; null where the notes say why there is none. */
  readonly text: string | null;
  /** Sentences, without line breaks. */
  readonly notes: readonly string[];
}

/**
 * A command that code actions run in the client, where the settings are. A client names those that it has as `commands` in its
 * initializationOptions; another one is not offered them.
 */
export interface ClientCommand {
  readonly command: string;
  readonly arguments: readonly unknown[];
}

/** Asks the user which severity a rule is to have, and writes the setting. */
export interface SetSeverityCommand extends ClientCommand {
  readonly command: 'qemuFirmware.setSeverity';
  readonly arguments: readonly [uri: string, code: string];
}

/** Writes the setting that turns a rule off for one file. */
export interface IgnoreInFileCommand extends ClientCommand {
  readonly command: 'qemuFirmware.ignoreInFile';
  readonly arguments: readonly [uri: string, code: string];
}
