import type { CommandLineRequest } from '../../server/src/lsp/protocol/customRequests';

export type Form = CommandLineRequest['params']['form'];

export const FORMS: readonly Form[] = ['blockdev', 'drive', 'libvirt'];

/** What a document with a command line shows. Its URI contains this as JSON. */
export interface Shown {
  /** The URI of the descriptor. */
  readonly descriptor: string;
  readonly form: Form;
}

/** Parses the query of such a URI; undefined for any other: links and commands can contain anything. */
export function readShown(query: string): Shown | undefined {
  try {
    return toShown(JSON.parse(query));
  } catch {
    return undefined;
  }
}

/** Reads a value as what a document shows, without unknown members. */
export function toShown(value: unknown): Shown | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { descriptor, form } = value as Readonly<Record<keyof Shown, unknown>>;
  const known = FORMS.find((name) => name === form);
  return typeof descriptor === 'string' && known !== undefined ? { descriptor, form: known } : undefined;
}
