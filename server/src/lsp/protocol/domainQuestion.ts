import type { Asked } from '../../selection/question';
import type { RuleSeverities } from '../../rules/severities';
import type { ClientFeatures } from './capabilities';

/** A request about a version of a text with libvirt domains: plain data for the thread that answers it. */
export interface DomainQuestion extends Asked {
  readonly kind: 'domain';
  /** The LSP method, and its parameters as the client sent them. */
  readonly method: DomainMethod;
  readonly params: unknown;
  readonly uri: string;
  /** Null if the text is that of a file and no document is open. */
  readonly version: number | null;
  readonly text: string;
  /** The QEMU release that resolves machine type aliases, or `latest`. */
  readonly qemuVersion: string;
  readonly looksAtImages: boolean;
  readonly severities: RuleSeverities;
  readonly client: ClientFeatures;
  /** The commands that the client has for code actions and completions. */
  readonly commands: ReadonlySet<string>;
  /** The documentation of the rules. */
  readonly docsUri: string | undefined;
}

/** The methods that are answered about domains. */
export const DOMAIN_METHODS = [
  'textDocument/diagnostic',
  'textDocument/codeAction',
  'textDocument/codeLens',
  'textDocument/completion',
  'textDocument/hover',
  'textDocument/definition',
  'textDocument/documentLink',
] as const;
export type DomainMethod = (typeof DOMAIN_METHODS)[number];

/** The answer to `textDocument/diagnostic`: the diagnostics, for clients that pull them and for others. */
export interface DomainDiagnostics {
  readonly items: readonly unknown[];
  /** The directories of the guest's machine that programs search. */
  readonly folders: readonly string[];
}
