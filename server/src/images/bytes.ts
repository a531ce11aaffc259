/**
 * Reads numbers and names from the bytes of an image. Bytes beyond the end read as zero, so no length field has to be trusted before a
 * number is read; a 64-bit number that JavaScript cannot represent exactly is Infinity, which exceeds every bound.
 */

/** The byte at `at`. */
export function readU8(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}

/** The 16-bit little-endian number at `at`. */
export function readU16(bytes: Uint8Array, at: number): number {
  return readU8(bytes, at) + readU8(bytes, at + 1) * 0x100;
}

/** The 24-bit little-endian number at `at`. */
export function readU24(bytes: Uint8Array, at: number): number {
  return readU16(bytes, at) + readU8(bytes, at + 2) * 0x10000;
}

/** The 32-bit little-endian number at `at`. */
export function readU32(bytes: Uint8Array, at: number): number {
  return readU16(bytes, at) + readU16(bytes, at + 2) * 0x10000;
}

/** The 64-bit little-endian number at `at`; Infinity above Number.MAX_SAFE_INTEGER. */
export function readU64(bytes: Uint8Array, at: number): number {
  return toExact(readU32(bytes, at) + readU32(bytes, at + 4) * 2 ** 32);
}

/** The 16-bit big-endian number at `at`. */
export function readU16be(bytes: Uint8Array, at: number): number {
  return readU8(bytes, at) * 0x100 + readU8(bytes, at + 1);
}

/** The 32-bit big-endian number at `at`. */
export function readU32be(bytes: Uint8Array, at: number): number {
  return readU16be(bytes, at) * 0x10000 + readU16be(bytes, at + 2);
}

/** The 64-bit big-endian number at `at`; Infinity above Number.MAX_SAFE_INTEGER. */
export function readU64be(bytes: Uint8Array, at: number): number {
  return toExact(readU32be(bytes, at) * 2 ** 32 + readU32be(bytes, at + 4));
}

function toExact(value: number): number {
  return Number.isSafeInteger(value) ? value : Infinity;
}

/** Returns whether the bytes of a signature, written as ASCII text such as `_FVH` or as numbers, are at `at`. */
export function hasSignature(bytes: Uint8Array, at: number, signature: string | ArrayLike<number>): boolean {
  for (let i = 0; i < signature.length; i++) {
    const expected = typeof signature === 'string' ? signature.charCodeAt(i) : signature[i];
    if (bytes[at + i] !== expected) return false;
  }
  return true;
}

/** The text of `length` bytes at `at`, one character a byte. */
export function readLatin1(bytes: Uint8Array, at: number, length: number): string {
  let text = '';
  for (let start = at; start < at + length; start += MAX_ARGUMENTS)
    text += String.fromCharCode(...bytes.subarray(start, Math.min(at + length, start + MAX_ARGUMENTS)));
  return text;
}

/** A call with far more than this overflows the stack. */
const MAX_ARGUMENTS = 4096;

/**
 * The GUID at `at` as text, lower case: `aaf32c78-947b-439a-a180-2e144ec37792`. The first three groups are little-endian numbers, the
 * last two are bytes in order. [UEFI 2.11, appendix A]
 */
export function readGuid(bytes: Uint8Array, at: number): string {
  const tail = Array.from({ length: 8 }, (_, i) => toHex(readU8(bytes, at + 8 + i), 2)).join('');
  const head = [
    toHex(readU32(bytes, at), 8),
    toHex(readU16(bytes, at + 4), 4),
    toHex(readU16(bytes, at + 6), 4),
  ];
  return [...head, tail.slice(0, 4), tail.slice(4)].join('-');
}

/** Returns the 16 bytes of a GUID in the form of `readGuid`. */
export function toGuidBytes(guid: string): Uint8Array {
  const digits = guid.replaceAll('-', '');
  const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
  return Uint8Array.from(order, (at) => parseInt(digits.slice(at * 2, at * 2 + 2), 16));
}

/** Returns whether all bytes are `value`. */
export function isFilledWith(bytes: Uint8Array, value: number): boolean {
  return bytes.every((byte) => byte === value);
}

function toHex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
