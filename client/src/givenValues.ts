import { Position, Range, Uri } from 'vscode';

/** What commands are given, read with care: links, key bindings and other extensions give what they like. */

/** The URI that a text is; undefined for anything else. */
export function readUri(value: unknown): Uri | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  try {
    return Uri.parse(value, true);
  } catch {
    return undefined;
  }
}

/** The value as an object whose members can be asked for; one without members for anything else. */
export function readObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

/** The value as a list; an empty one for anything else. */
export function readList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value as the code of a finding; undefined for what cannot be one. */
export function readCode(value: unknown): string | undefined {
  return typeof value === 'string' && /^[a-z]+(?:-[a-z0-9]+)*$/.test(value) ? value : undefined;
}

/** The value as a position; the start of the document for anything else. */
export function readPosition(value: unknown): Position {
  const { line, character } = readObject(value);
  return new Position(readCount(line), readCount(character));
}

/** The value as a range; undefined for anything else. */
export function readRange(value: unknown): Range | undefined {
  const { start, end } = readObject(value);
  return start === undefined || end === undefined
    ? undefined
    : new Range(readPosition(start), readPosition(end));
}

function readCount(value: unknown): number {
  return typeof value === 'number' && value >= 0 ? Math.floor(value) : 0;
}
