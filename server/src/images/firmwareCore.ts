import { readLatin1 } from './bytes';
import { readExecutableArchitecture } from './executable';
import type { FirmwareCore, FirmwareVolume } from './facts';
import { FileType, readFiles, readSections, SectionType, type Extent } from './firmwareFiles';
import type { ImageReader } from './imageReader';

/**
 * The executable that firmware starts with: the SEC core, or if no volume has an uncompressed one, the PEI core. Undefined if the
 * volumes contain neither.
 */
export async function findCore(
  reader: ImageReader,
  volumes: readonly FirmwareVolume[],
): Promise<FirmwareCore | undefined> {
  let peiCore: Executable | undefined;
  // The reset vector is at the end of a PC's image, so that is where its SEC core is.
  for (const volume of volumes.filter(({ kind }) => kind === 'code').reverse())
    for await (const file of readFiles(reader, volume)) {
      const isSec = file.type === FileType.securityCore;
      if (!isSec && (peiCore || file.type !== FileType.peiCore)) continue;
      const found = await findExecutable(reader, file);
      if (found && isSec) return readCore(reader, found, 'sec');
      peiCore ??= found;
    }
  return peiCore && readCore(reader, peiCore, 'pei');
}

interface Executable extends Extent {
  readonly architecture: FirmwareCore['architecture'];
}

/** Returns the first executable of a file; undefined if it has none for a known architecture. */
export async function findExecutable(reader: ImageReader, file: Extent): Promise<Executable | undefined> {
  for await (const { type, start, end } of readSections(reader, file)) {
    if (type !== SectionType.pe32 && type !== SectionType.te) continue;
    const architecture = await readExecutableArchitecture(reader, start);
    if (architecture) return { architecture, start, end };
  }
  return undefined;
}

async function readCore(
  reader: ImageReader,
  executable: Executable,
  kind: FirmwareCore['kind'],
): Promise<FirmwareCore> {
  const debugStrings = await hasDebugStrings(reader, executable);
  return { architecture: executable.architecture, kind, offset: executable.start, debugStrings };
}

/** Returns whether there are debug texts; undefined if some of the bytes cannot be read and the others have none. */
async function hasDebugStrings(reader: ImageReader, { start, end }: Extent): Promise<boolean | undefined> {
  let tail = '';
  for (let at = start; at < end; at += CHUNK) {
    const count = Math.min(CHUNK, end - at);
    const bytes = await reader.read(at, count);
    const text = tail + readLatin1(bytes, 0, count);
    if (DEBUG_TEXTS.test(text)) return true;
    if (bytes.length < count) return undefined;
    tail = text.slice(1 - LONGEST_TEXT);
  }
  return false;
}

const CHUNK = 8192;
/** Texts that the firmware's ASSERT macro and its first debug message print. */
const DEBUG_TEXTS = /ASSERT [[%]|SecCoreStartup/;
const LONGEST_TEXT = 'SecCoreStartup'.length;
