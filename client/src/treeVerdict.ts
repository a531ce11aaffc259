import type { CheckedSchema, SchemaFinding } from '../../server/src/lsp/protocol/customRequests';

/** How a program ended. */
export interface Ran {
  /** Null if it was ended, because it took too long or printed too much. */
  readonly code: number | null;
  readonly output: string;
}

/** The exit code of READER for a schema that the tree's reader rejects. Python itself uses 1 and 2. */
const REJECTED = 3;

/**
 * Runs the reader of a QEMU tree since 5.0 on a schema, without generating anything. It is a fixed text: the paths of the scripts and of
 * the schema are its arguments.
 */
export const READER = `
import sys
sys.path.insert(0, sys.argv[1])
from qapi.error import QAPIError
from qapi.schema import QAPISchema
try:
    QAPISchema(sys.argv[2])
except QAPIError as error:
    print(error, file=sys.stderr)
    sys.exit(${REJECTED})
`;

/** What the tree's reader says of a schema: it stops at the first error. */
export type TreeVerdict =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'rejected'; readonly error: TreeError }
  /** It said nothing of the schema. */
  | { readonly kind: 'failed'; readonly reason: string };

export interface TreeError {
  /** With `/`, and without `..`. */
  readonly path: string;
  /** 0-based. */
  readonly line: number;
  readonly message: string;
}

/** Reads what READER printed. */
export function readTreeVerdict({ code, output }: Ran): TreeVerdict {
  if (code === 0) return { kind: 'accepted' };
  const lines = output.split(/\r?\n/).filter((line) => line.trim() !== '');
  // The places of includes come before the error, and the definition that it is in.
  const found = lines.flatMap((line) => {
    const match = /^(?!In file included from )(.{1,4096}?):(\d{1,9}):(?:\d{1,9}:)? (.*)$/.exec(line);
    const [, path = '', at = '', message = ''] = match ?? [];
    return match ? [{ path: tidy(path), line: Math.max(0, Number(at) - 1), message }] : [];
  });
  const [error] = found;
  if (code === REJECTED && error) return { kind: 'rejected', error };
  return { kind: 'failed', reason: lines.at(-1) ?? '' };
}

/** Removes `.` and `..` from a path, which the reader joins as text. */
function tidy(path: string): string {
  const parts: string[] = [];
  for (const part of path.replaceAll('\\', '/').split('/')) {
    if (part === '..' && parts.length > 1) parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** Both verdicts beside each other. */
export type Comparison =
  | { readonly kind: 'both accept' | 'both reject' | 'only ours rejects' | 'only the tree rejects' }
  /** Both reject the schema, but not for the same definition. */
  | { readonly kind: 'differ' };

/** Compares what the tree's reader says with our findings. It often names only the definition, or the comment, that the error is in. */
export function compareVerdicts(
  tree: Exclude<TreeVerdict, { kind: 'failed' }>,
  { findings }: CheckedSchema,
): Comparison['kind'] {
  if (tree.kind === 'accepted') return findings.length === 0 ? 'both accept' : 'only ours rejects';
  if (findings.length === 0) return 'only the tree rejects';
  return findings.some((finding) => isAt(finding, tree.error)) ? 'both reject' : 'differ';
}

function isAt({ path, around }: SchemaFinding, error: TreeError): boolean {
  return path === error.path && around.first <= error.line && error.line <= around.last;
}
