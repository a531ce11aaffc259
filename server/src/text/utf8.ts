/** A file's text, or the place of the first invalid byte. */
export type Decoded = { readonly text: string } | { readonly invalid: { line: number; character: number } };

let strictDecoder = makeStrictDecoder();

/** Decodes UTF-8 strictly. A byte order mark stays in the text. The place is 0-based, in UTF-16 units. */
export function decodeUtf8(bytes: Uint8Array): Decoded {
  try {
    return { text: strictDecoder.decode(bytes) };
  } catch {
    // The decoder may keep a part of what it could not decode.
    strictDecoder = makeStrictDecoder();
    return { invalid: findFirstInvalid(bytes) };
  }
}

/**
 * Decodes bytes that have the form of UTF-8, up to the first NUL, without checking what they encode: overlong sequences, surrogates and
 * numbers above U+10FFFF become U+FFFD. Undefined if a sequence is truncated or starts with an invalid byte.
 */
export function decodeLooseUtf8(bytes: Uint8Array): string | undefined {
  const nul = bytes.indexOf(0);
  const head = nul < 0 ? bytes : bytes.subarray(0, nul);
  for (let at = 0; at < head.length;) {
    const end = at + measureSequence(head[at] ?? 0);
    if (end === at) return undefined;
    while (++at < end) if ((head[at] ?? 0) >> 6 !== 0b10) return undefined;
  }
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(head);
}

/** Returns the length of the sequence that begins with `byte`; 0 if none can. */
function measureSequence(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte < 0xc0 || byte >= 0xf8) return 0;
  return byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

function makeStrictDecoder(): TextDecoder {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
}

/** No byte of a longer sequence is LF, so lines can be split before they are decoded. */
function findFirstInvalid(bytes: Uint8Array): { line: number; character: number } {
  let line = 0;
  for (let start = 0; start < bytes.length; line++) {
    const lineFeed = bytes.indexOf(LF, start);
    const end = lineFeed < 0 ? bytes.length : lineFeed + 1;
    const character = findValidPrefix(bytes.subarray(start, end));
    if (character !== undefined) return { line, character };
    start = end;
  }
  return { line, character: 0 };
}

const LF = 10;

/** Returns the length in UTF-16 units before the first invalid byte; undefined if all bytes are valid. */
function findValidPrefix(bytes: Uint8Array): number | undefined {
  const decoder = makeStrictDecoder();
  let length = 0;
  try {
    for (let at = 0; at < bytes.length; at++)
      length += decoder.decode(bytes.subarray(at, at + 1), { stream: true }).length;
    decoder.decode();
    return undefined;
  } catch {
    return length;
  }
}

/** Returns whether a text has only ASCII characters. */
export function isAscii(text: string): boolean {
  return !/[^\0-\x7f]/.test(text);
}
