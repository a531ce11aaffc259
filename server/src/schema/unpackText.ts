import { inflateSync, strFromU8 } from 'fflate/browser';

/**
 * Node's own zlib where there is one: at a start, when no JavaScript is compiled yet, it takes a twentieth of the time. The same bundle runs
 * in browsers, so this is no import.
 */
const zlib = (globalThis.process as Partial<NodeJS.Process> | undefined)?.getBuiltinModule?.('node:zlib');
const inflate: (packed: Uint8Array) => Uint8Array = zlib?.inflateRawSync ?? inflateSync;

/** A text that was packed when the bundle was built (scripts/packTexts.mjs). @param packed deflated UTF-8, in Base64 */
export function unpackText(packed: string): string {
  return strFromU8(inflate(Uint8Array.from(atob(packed), (character) => character.charCodeAt(0))));
}
