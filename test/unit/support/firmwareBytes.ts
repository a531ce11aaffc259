import { toGuidBytes } from '../../../server/src/images/bytes';

/** Puts images together for tests, in the layouts of PI, UEFI and edk2. Numbers are little-endian. */

export const FIRMWARE_FILE_SYSTEM = '8c8ce578-8a3d-4f1c-9935-896185c32dd3';
export const NON_VOLATILE_DATA = 'fff12b8d-7696-4c8b-a985-2747075b4f50';
export const AUTHENTICATED_STORE = 'aaf32c78-947b-439a-a180-2e144ec37792';
export const PLAIN_STORE = 'ddcf3616-3275-4164-98b6-fe85707ffe7d';
export const GLOBAL_VARIABLE = '8be4df61-93ca-11d2-aa0d-00e098032b8c';
export const IMAGE_SECURITY = 'd719b2cb-3d3a-4596-a3bc-dad00e67656f';
export const SECURE_BOOT_ENABLE = 'f0a30bc7-af08-4556-99c4-001009c93a44';
export const X509 = 'a5c059a1-94e4-4aa7-87b5-ab155c2bf072';
export const SOME_GUID = '01234567-89ab-cdef-0123-456789abcdef';

type Part = Uint8Array | readonly number[] | string;

/** Concatenates the parts; a text as ASCII. */
export function bytesOf(...parts: readonly Part[]): Uint8Array {
  // Without Node's Buffer: web workers make images, too.
  const toBytes = (part: Part): readonly number[] | Uint8Array =>
    typeof part === 'string' ? new TextEncoder().encode(part) : part;
  return Uint8Array.from(parts.flatMap((part) => [...toBytes(part)]));
}

/** A number of `size` bytes. */
export function le(value: number, size: number): number[] {
  return Array.from({ length: size }, (_, index) => Math.floor(value / 256 ** index) % 256);
}

/** The bytes and what fills them up to `length`. */
export function padded(bytes: Uint8Array, length: number, filler = 0xff): Uint8Array {
  const whole = new Uint8Array(Math.max(length, bytes.length)).fill(filler);
  whole.set(bytes);
  return whole;
}

/** The parts, each at the next multiple of `step`. */
function atMultiples(step: number, parts: readonly Uint8Array[]): Uint8Array {
  return bytesOf(
    ...parts.map((part, index) =>
      index === parts.length - 1 ? part : padded(part, Math.ceil(part.length / step) * step),
    ),
  );
}

export interface VolumeOptions {
  readonly guid?: string;
  /** What the header says; as long as the content by default. */
  readonly length?: number;
  readonly headerLength?: number;
  /** Added to the right checksum. */
  readonly checksumError?: number;
  readonly extendedHeader?: number;
}

const VOLUME_HEADER = 0x48;

export function volume(content: Uint8Array, options: VolumeOptions = {}): Uint8Array {
  const length = options.length ?? VOLUME_HEADER + content.length;
  const header = bytesOf(
    new Uint8Array(16),
    toGuidBytes(options.guid ?? FIRMWARE_FILE_SYSTEM),
    le(length, 8),
    '_FVH',
    le(0x4feff, 4),
    le(options.headerLength ?? VOLUME_HEADER, 2),
    le(0, 2),
    le(options.extendedHeader ?? 0, 2),
    [0, 2],
    le(length / 0x1000, 4),
    le(0x1000, 4),
    new Uint8Array(8),
  );
  const words = new Uint16Array(header.buffer);
  const sum = words.reduce((total, word) => total + word, 0);
  words[0x32 / 2] = -sum + (options.checksumError ?? 0);
  return bytesOf(header, content);
}

/** A file system's files, each at a multiple of 8 in its volume. */
export function files(...parts: readonly Uint8Array[]): Uint8Array {
  return atMultiples(8, parts);
}

export function file(type: number, content: Uint8Array, guid = SOME_GUID): Uint8Array {
  return bytesOf(toGuidBytes(guid), [0, 0, type, 0], le(content.length + 24, 3), [0xf8], content);
}

export function sections(...parts: readonly Uint8Array[]): Uint8Array {
  return atMultiples(4, parts);
}

export function section(type: number, content: Uint8Array): Uint8Array {
  return bytesOf(le(content.length + 4, 3), [type], content);
}

/** A section whose content is encoded in the way that `guid` names. */
export function encodedSection(guid: string, content: Uint8Array): Uint8Array {
  return bytesOf(le(content.length + 24, 3), [0x02], toGuidBytes(guid), le(24, 2), le(1, 2), content);
}

/** A PE file for `machine`, with the headers that the reader looks at, followed by `text`. */
export function pe(machine: number, text = ''): Uint8Array {
  return bytesOf(padded(bytesOf('MZ'), 0x3c, 0), le(0x40, 4), 'PE\0\0', le(machine, 2), text);
}

/** A terse executable. */
export function te(machine: number, text = ''): Uint8Array {
  return bytesOf('VZ', le(machine, 2), new Uint8Array(36), text);
}

export interface Variable {
  readonly name: string;
  readonly vendor?: string;
  readonly data?: Part;
  readonly state?: number;
}

const ADDED = 0x3f;

/** A record as an authenticated store has it, or a plain one. */
export function record(variable: Variable, authenticated = true): Uint8Array {
  const text = `${variable.name}\0`;
  const units = Array.from({ length: text.length }, (_, index) => le(text.charCodeAt(index), 2));
  const name = Uint8Array.from(units.flat());
  const data = bytesOf(variable.data ?? [1]);
  return bytesOf(
    [0xaa, 0x55, variable.state ?? ADDED, 0],
    le(7, 4),
    new Uint8Array(authenticated ? 28 : 0),
    le(name.length, 4),
    le(data.length, 4),
    toGuidBytes(variable.vendor ?? SOME_GUID),
    name,
    data,
  );
}

export interface StoreOptions {
  readonly authenticated?: boolean;
  readonly size?: number;
  readonly format?: number;
  readonly state?: number;
}

/** A variable store in its volume. */
export function variableVolume(variables: readonly Variable[], options: StoreOptions = {}): Uint8Array {
  const { authenticated = true, size = 0x3000 } = options;
  const records = variables.map((variable) => record(variable, authenticated));
  const header = bytesOf(
    toGuidBytes(authenticated ? AUTHENTICATED_STORE : PLAIN_STORE),
    le(size, 4),
    [options.format ?? 0x5a, options.state ?? 0xfe],
    new Uint8Array(6),
  );
  const store = padded(bytesOf(header, atMultiples(4, records)), size);
  return volume(padded(store, 0x4000 - VOLUME_HEADER), { guid: NON_VOLATILE_DATA });
}

/** Signature lists with one signature each. */
export function signatureLists(signatures: readonly Uint8Array[], type = X509): Uint8Array {
  return bytesOf(...signatures.map((signature) => signatureList([signature], type)));
}

/** One signature list; its signatures are of one length. */
export function signatureList(signatures: readonly Uint8Array[], type = X509): Uint8Array {
  const size = 16 + (signatures[0]?.length ?? 0);
  const owned = signatures.flatMap((signature) => [toGuidBytes(SOME_GUID), signature]);
  return bytesOf(toGuidBytes(type), le(28 + size * signatures.length, 4), le(0, 4), le(size, 4), ...owned);
}

/** A DER value. */
export function der(tag: number, ...content: readonly Part[]): Uint8Array {
  const value = bytesOf(...content);
  const length = value.length < 0x80 ? [value.length] : [0x82, value.length >> 8, value.length & 0xff];
  return bytesOf([tag], length, value);
}

const COMMON_NAME = der(0x06, [0x55, 0x04, 0x03]);
const ORGANISATION = der(0x06, [0x55, 0x04, 0x0a]);

/** A certificate without key and signature, whose issuer and organisation have other names than its subject. */
export function certificate(name: Part, stringTag = 0x0c): Uint8Array {
  const named = (type: Uint8Array, tag: number, text: Part): Uint8Array =>
    der(0x31, der(0x30, type, der(tag, text)));
  return der(
    0x30,
    der(
      0x30,
      der(0xa0, der(0x02, [2])),
      der(0x02, [1, 2, 3]),
      der(0x30, der(0x06, [0x2a])),
      der(0x30, named(COMMON_NAME, 0x0c, 'issuer')),
      der(0x30, der(0x17, '260101000000Z'), der(0x17, '360101000000Z')),
      der(0x30, named(ORGANISATION, 0x0c, 'organisation'), named(COMMON_NAME, stringTag, name)),
    ),
    new Uint8Array(200),
  );
}

/** The extended header of a volume, of `size` bytes with what follows it. */
export function guidedHeader(guid: string, size: number): Uint8Array {
  return bytesOf(toGuidBytes(guid), le(size, 4));
}
