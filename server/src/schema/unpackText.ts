import { inflateSync, strFromU8 } from 'fflate/browser';

/**
 * Node's own zlib, if available: at startup, before any JavaScript is compiled, it takes a twentieth of the time. The same bundle runs in
 * browsers, so it cannot be imported.
 */
const zlib = (globalThis.process as Partial<NodeJS.Process> | undefined)?.getBuiltinModule?.('node:zlib');
const inflate: (packed: Uint8Array) => Uint8Array = zlib?.inflateRawSync ?? inflateSync;

/** Unpacks a text that scripts/packTexts.mjs packed during the build. @param packed deflated UTF-8, in Base64 */
export function unpackText(packed: string): string {
  return strFromU8(inflate(Uint8Array.from(atob(packed), (character) => character.charCodeAt(0))));
}
