import { hasSignature, readU32, readU8 } from './bytes';
import type { IgvmFacts } from './facts';
import type { ImageReader } from './imageReader';

/** How many variable headers are read: those of the platforms come first. */
const HEADERS_LENGTH = 4096;
const SUPPORTED_PLATFORM = 1;
/** By their number in the format. */
const PLATFORMS = ['native', 'vsm', 'sev-snp', 'tdx', 'sev', 'sev-es'];

/**
 * An IGVM file: its version, and the platforms that it is made for.
 * [Microsoft's igvm_defs; the numbers above 3, and 0 for native, are those that QEMU's backends/igvm.c knows by name]
 *
 * @param head the first bytes of the file, 24 at least
 */
export async function readIgvmFacts(head: Uint8Array, reader: ImageReader): Promise<IgvmFacts | undefined> {
  if (!hasSignature(head, 0, 'IGVM')) return undefined;
  const length = Math.min(readU32(head, 12), HEADERS_LENGTH);
  const headers = await reader.read(readU32(head, 8), length);
  const platforms = new Set<string>();
  for (let at = 0; at + 8 <= headers.length; at += 8 + Math.ceil(readU32(headers, at + 4) / 8) * 8) {
    if (readU32(headers, at) !== SUPPORTED_PLATFORM) continue;
    const number = readU8(headers, at + 8 + 5);
    platforms.add(PLATFORMS[number] ?? `platform-${number}`);
  }
  return { version: readU32(head, 4), totalSize: readU32(head, 16), platforms: [...platforms] };
}
