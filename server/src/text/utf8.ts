/** A file's text, or where it stops being UTF-8. */
export type Decoded = { readonly text: string } | { readonly invalid: { line: number; character: number } };

let strictDecoder = makeStrictDecoder();

/** Decodes UTF-8 strictly. A byte order mark stays in the text. The place is 0-based, in UTF-16 units. */
export function decodeUtf8(bytes: Uint8Array): Decoded {
  try {
    return { text: strictDecoder.decode(bytes) };
  } catch {
    // It may keep a part of what it could not decode.
    strictDecoder = makeStrictDecoder();
    return { invalid: findFirstInvalid(bytes) };
  }
}

/**
 * Decodes bytes that have the form of UTF-8, up to the first NUL, whatever they stand for: overlong sequences, surrogates and numbers
 * above U+10FFFF become U+FFFD. Undefined where a sequence is cut off or does not begin.
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

/** How many bytes the sequence has that begins with `byte`; 0 where none can. */
function measureSequence(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte < 0xc0 || byte >= 0xf8) return 0;
  return byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

function makeStrictDecoder(): TextDecoder {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
}

/** No byte of a longer sequence is LF, so lines can be taken apart before they are decoded. */
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

/** The length in UTF-16 units of what comes before the first invalid byte; undefined where all is valid. */
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

/** How many bytes a text takes as UTF-8. */
export function countUtf8Bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}
