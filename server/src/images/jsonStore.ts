import { hasSignature } from './bytes';
import type { JsonStore } from './facts';
import type { Extent } from './firmwareFiles';
import { makeMemoryReader, type ImageReader } from './imageReader';
import { listReadNames, readKeys } from './variableStore';

/** A store with Microsoft's keys and revocations has a tenth of it. In bytes. */
export const JSON_STORE_LIMIT = 1024 * 1024;

/** Returns whether a file may be a variable store in JSON, by its first bytes. */
export function isJsonObject(head: Uint8Array): boolean {
  let at = 0;
  while (at < head.length && ' \t\r\n'.includes(String.fromCharCode(head[at] ?? 0))) at++;
  return hasSignature(head, at, '{');
}

/**
 * Reads the variables in a JSON file, as QEMU's device uefi-vars and virt-fw-vars write them; reads all of it, up to a limit. Rejects only
 * if the medium fails. [QEMU qapi/uefi.json, UefiVarStore]
 */
export async function readJsonStore(file: ImageReader): Promise<JsonStore> {
  if (file.size > JSON_STORE_LIMIT) return { mistake: 'size' };
  const text = new TextDecoder().decode(await file.read(0, file.size));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { mistake: 'syntax' };
  }
  if (!hasVariables(value) || !value.variables.every(isVariable)) return { mistake: 'members' };
  const bytes: number[] = [];
  const found = new Map<string, Extent>();
  for (const { name, guid, data } of value.variables) {
    if (!listReadNames(guid.toLowerCase()).includes(name)) continue;
    const start = bytes.length;
    for (let at = 0; at < data.length; at += 2) bytes.push(Number.parseInt(data.slice(at, at + 2), 16));
    found.set(name, { start, end: bytes.length });
  }
  const keys = await readKeys(makeMemoryReader(Uint8Array.from(bytes)), found);
  return { variables: { count: value.variables.length, complete: true, ...keys } };
}

interface Variable {
  readonly name: string;
  readonly guid: string;
  /** In hexadecimal. */
  readonly data: string;
}

function hasVariables(value: unknown): value is { readonly variables: readonly unknown[] } {
  return isRecord(value) && Number.isInteger(value.version) && Array.isArray(value.variables);
}

function isVariable(value: unknown): value is Variable {
  return (
    isRecord(value) &&
    typeof value.name === 'string' &&
    typeof value.guid === 'string' &&
    Number.isInteger(value.attr) &&
    typeof value.data === 'string' &&
    /^(?:[0-9a-f]{2})*$/i.test(value.data)
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
