/** Reads what a client sent without trusting it: anything that does not conform to LSP becomes undefined. */
import { URI } from 'vscode-uri';
import type { LineIndex, Position, TextRange } from '../../text/lineIndex';

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns the value at a path such as `textDocument.hover.contentFormat`. */
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

/** Returns the strings in a list. */
export function readStrings(value: unknown, path: string): readonly string[] | undefined {
  const found = readValue(value, path);
  return Array.isArray(found) ? found.filter((item) => typeof item === 'string') : undefined;
}

/** Returns the URI of the document of a request. */
export function readUri(params: unknown): string | undefined {
  return readString(params, 'textDocument.uri');
}

/** Returns the offset of the position at `path`; a position outside the text is moved inside. */
export function readOffset(lines: LineIndex, params: unknown, path: string): number | undefined {
  const line = readValue(params, `${path}.line`);
  const character = readValue(params, `${path}.character`);
  if (typeof line !== 'number' || typeof character !== 'number') return undefined;
  return lines.offsetAt({ line, character } satisfies Position);
}

/** Returns the range at `path`, with its ends in order. */
export function readRange(lines: LineIndex, params: unknown, path: string): TextRange | undefined {
  const start = readOffset(lines, params, `${path}.start`);
  const end = readOffset(lines, params, `${path}.end`);
  if (start === undefined || end === undefined) return undefined;
  return { start: Math.min(start, end), end: Math.max(start, end) };
}

/** The file system of a browser's workspace, which is used in place of a disk. */
let place: Pick<URI, 'scheme' | 'authority'> | undefined;

/** Treats the files of the file system that contains `uri` as those on disk, and no others. Call this before any URI is converted. */
export function useFileSystemOf(uri: string): void {
  const found = parseUri(uri);
  place = found && found.scheme !== 'file' ? { scheme: found.scheme, authority: found.authority } : undefined;
}

/** Returns the path of a file on disk, with `/`; undefined for URIs of other schemes and for invalid URIs. */
export function toPath(uri: string): string | undefined {
  const parsed = parseUri(uri);
  if (place)
    return parsed?.scheme === place.scheme && parsed.authority === place.authority ? parsed.path : undefined;
  return parsed?.scheme === 'file' ? parsed.fsPath.replaceAll('\\', '/') : undefined;
}

/** Returns the URI of a file on disk. */
export function toFileUri(path: string): string {
  const uri = URI.file(path);
  return (place ? uri.with(place) : uri).toString();
}

/** Returns the decoded path part of any URI; the whole text if it is not a URI. */
export function toPathPart(uri: string): string {
  return parseUri(uri)?.path ?? uri;
}

/** Parses a URI once if it is asked about several times in a row, as for each request about a document. */
function parseUri(uri: string): URI | undefined {
  if (last?.uri === uri) return last.parsed;
  last = { uri, parsed: undefined };
  try {
    last = { uri, parsed: URI.parse(uri, true) };
  } catch {
    // Not a URI.
  }
  return last.parsed;
}

let last: { readonly uri: string; readonly parsed: URI | undefined } | undefined;
