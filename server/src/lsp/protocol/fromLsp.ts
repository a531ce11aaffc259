/** Reads what a client sent. Nothing is taken for granted: what is not as LSP has it becomes undefined. */
import { URI } from 'vscode-uri';
import type { LineIndex, Position, TextRange } from '../../text/lineIndex';

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path such as `textDocument.hover.contentFormat`. */
export function readValue(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (holder, key) => (isRecord(holder) && Object.hasOwn(holder, key) ? holder[key] : undefined),
      value,
    );
}

export function readString(value: unknown, path: string): string | undefined {
  const found = readValue(value, path);
  return typeof found === 'string' ? found : undefined;
}

/** The strings of a list. */
export function readStrings(value: unknown, path: string): readonly string[] | undefined {
  const found = readValue(value, path);
  return Array.isArray(found) ? found.filter((item) => typeof item === 'string') : undefined;
}

/** The URI of the document that a request is about. */
export function readUri(params: unknown): string | undefined {
  return readString(params, 'textDocument.uri');
}

/** The offset of the position at `path`; one outside the text is moved inside. */
export function readOffset(lines: LineIndex, params: unknown, path: string): number | undefined {
  const line = readValue(params, `${path}.line`);
  const character = readValue(params, `${path}.character`);
  if (typeof line !== 'number' || typeof character !== 'number') return undefined;
  return lines.offsetAt({ line, character } satisfies Position);
}

/** The range at `path`, its ends in order. */
export function readRange(lines: LineIndex, params: unknown, path: string): TextRange | undefined {
  const start = readOffset(lines, params, `${path}.start`);
  const end = readOffset(lines, params, `${path}.end`);
  if (start === undefined || end === undefined) return undefined;
  return { start: Math.min(start, end), end: Math.max(start, end) };
}

/** The path of a file on disk, with `/`; undefined for URIs of other schemes and for what is no URI. */
export function toPath(uri: string): string | undefined {
  const parsed = parseUri(uri);
  return parsed?.scheme === 'file' ? parsed.fsPath.replaceAll('\\', '/') : undefined;
}

/** The path part of any URI, decoded; the whole text where it is no URI. */
export function toPathPart(uri: string): string {
  return parseUri(uri)?.path ?? uri;
}

function parseUri(uri: string): URI | undefined {
  try {
    return URI.parse(uri, true);
  } catch {
    return undefined;
  }
}
