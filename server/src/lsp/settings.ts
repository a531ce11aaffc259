import type { MessageConnection } from 'vscode-jsonrpc';
import { DEFAULT_CONSUMERS } from '../consumers/index';
import type { ClientFeatures } from './capabilities';
import { isRecord, stringsAt, valueAt } from './fromLsp';

/** The section that this server's settings stand in. */
export const SECTION = 'qemuFirmware';

/** What may differ from one document to the next. */
export interface ResourceSettings {
  /** `latest`, or a release such as `7.2`. */
  readonly qemuVersion: string;
  /** A QEMU tree or its firmware.json; empty for none. */
  readonly schemaPath: string;
  readonly inlayHints: boolean;
  /** Whether JSON files in any folder are looked into for descriptors. */
  readonly detectByContent: boolean;
  readonly workspaceDiagnostics: boolean;
  readonly codeLens: boolean;
  /** The ids of the consumers that a descriptor is judged for. */
  readonly consumers: readonly string[];
}

/** The settings in the section of that name, or in `value` itself where it has no such section; garbage becomes the default. */
export function readSettings(value: unknown): ResourceSettings {
  const section = isRecord(value) && isRecord(value[SECTION]) ? value[SECTION] : value;
  const text = (name: string): string => {
    const found = valueAt(section, name);
    return typeof found === 'string' ? found.trim() : '';
  };
  return {
    qemuVersion: text('qemuVersion') || 'latest',
    schemaPath: text('schemaPath'),
    inlayHints: valueAt(section, 'inlayHints') !== false,
    detectByContent: valueAt(section, 'detectByContent') !== false,
    workspaceDiagnostics: valueAt(section, 'workspaceDiagnostics') !== false,
    codeLens: valueAt(section, 'codeLens') === true,
    consumers: stringsAt(section, 'consumers') ?? DEFAULT_CONSUMERS,
  };
}

/**
 * The settings of each document: asked for where the client answers such questions, else those it pushed, else those it started
 * the server with. What was answered is kept until the client says that something changed.
 */
export class Settings {
  private readonly answers = new Map<string | undefined, Promise<ResourceSettings>>();

  constructor(
    private readonly connection: MessageConnection,
    private readonly client: ClientFeatures,
    /** The settings without a scope: what the client started the server with, later what it pushed. */
    private general: unknown,
  ) {}

  /** The settings of a document, or of the workspace; never rejects. */
  of(uri: string | undefined): Promise<ResourceSettings> {
    let answer = this.answers.get(uri);
    if (!answer) {
      answer = this.ask(uri);
      this.answers.set(uri, answer);
    }
    return answer;
  }

  /** To be called with the `settings` of workspace/didChangeConfiguration; clients that are to be asked send null. */
  changed(pushed: unknown): void {
    if (isRecord(pushed)) this.general = pushed;
    this.answers.clear();
  }

  forget(uri: string): void {
    this.answers.delete(uri);
  }

  private async ask(uri: string | undefined): Promise<ResourceSettings> {
    if (!this.client.pullConfiguration) return readSettings(this.general);
    try {
      const item = { section: SECTION, ...(uri !== undefined && { scopeUri: uri }) };
      const answers: unknown = await this.connection.sendRequest('workspace/configuration', {
        items: [item],
      });
      const [answer] = Array.isArray(answers) ? (answers as unknown[]) : [];
      return readSettings(isRecord(answer) ? answer : this.general);
    } catch {
      // Some clients announce that they can be asked and answer with an error.
      return readSettings(this.general);
    }
  }
}
