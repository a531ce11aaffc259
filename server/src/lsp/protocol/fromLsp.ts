/** Reads what a client sent. Nothing is taken for granted: what is not as LSP has it becomes undefined. */
import { URI } from 'vscode-uri';
import type { LineIndex, Position, TextRange } from '../../text/lineIndex';

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path such as `textDocument.hover.contentFormat`. */
export function valueAt(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (holder, key) => (isRecord(holder) && Object.hasOwn(holder, key) ? holder[key] : undefined),
      value,
    );
}

export function stringAt(value: unknown, path: string): string | undefined {
  const found = valueAt(value, path);
  return typeof found === 'string' ? found : undefined;
}

/** The strings of a list. */
export function stringsAt(value: unknown, path: string): readonly string[] | undefined {
  const found = valueAt(value, path);
  return Array.isArray(found) ? found.filter((item) => typeof item === 'string') : undefined;
}

/** The URI of the document that a request is about. */
export function uriOf(params: unknown): string | undefined {
  return stringAt(params, 'textDocument.uri');
}

/** The offset of the position at `path`; one outside the text is moved inside. */
export function offsetAt(lines: LineIndex, params: unknown, path: string): number | undefined {
  const line = valueAt(params, `${path}.line`);
  const character = valueAt(params, `${path}.character`);
  if (typeof line !== 'number' || typeof character !== 'number') return undefined;
  return lines.offsetAt({ line, character } satisfies Position);
}

/** The range at `path`, its ends in order. */
export function rangeAt(lines: LineIndex, params: unknown, path: string): TextRange | undefined {
  const start = offsetAt(lines, params, `${path}.start`);
  const end = offsetAt(lines, params, `${path}.end`);
  if (start === undefined || end === undefined) return undefined;
  return { start: Math.min(start, end), end: Math.max(start, end) };
}

/** The path of a file on disk, with `/`; undefined for URIs of other schemes and for what is no URI. */
export function pathOf(uri: string): string | undefined {
  const parsed = parseUri(uri);
  return parsed?.scheme === 'file' ? parsed.fsPath.replaceAll('\\', '/') : undefined;
}

/** The path part of any URI, decoded; the whole text where it is no URI. */
export function pathPartOf(uri: string): string {
  return parseUri(uri)?.path ?? uri;
}

function parseUri(uri: string): URI | undefined {
  try {
    return URI.parse(uri, true);
  } catch {
    return undefined;
  }
}
