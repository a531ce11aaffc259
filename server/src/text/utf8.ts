/** A file's text, or where it stops being UTF-8. */
export type Decoded = { readonly text: string } | { readonly invalid: { line: number; character: number } };

/** Decodes UTF-8 strictly. A byte order mark stays in the text. The place is 0-based, in UTF-16 units. */
export function decodeUtf8(bytes: Uint8Array): Decoded {
  try {
    return { text: makeStrictDecoder().decode(bytes) };
  } catch {
    return { invalid: findFirstInvalid(bytes) };
  }
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
