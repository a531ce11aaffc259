import type { Budget } from './budget';
import type { FirmwareVolume } from './facts';
import {
  readFiles,
  FileType,
  readSections,
  SectionType,
  type Extent,
  type FirmwareFile,
  type Section,
} from './firmwareFiles';
import { findVolumes, readVolume } from './firmwareVolume';
import { makeMemoryReader, type ImageReader } from './imageReader';
import { makeLimitedReader } from './limitedReader';
import { LzmaDecoder } from './lzma';

/** A file of a firmware volume, with its reader: of the image, or of an unpacked part. */
export interface Module extends FirmwareFile {
  readonly reader: ImageReader;
}

/** Awaited every few milliseconds, so other work can run in the same thread. */
export type Pause = () => Promise<void>;

/**
 * Lists all modules of an image, including compressed ones, in no particular order; of a damaged volume, those before the damage.
 * Undefined if some may be missing because their encoding is unknown or they cost more than the budget pays for.
 */
export async function readModules(
  image: ImageReader,
  budget: Budget,
  pause?: Pause,
): Promise<Module[] | undefined> {
  const reader = makeLimitedReader(image, budget, MAX_READ);
  const modules: Module[] = [];
  // A list, not recursion: the image decides how deeply parts are nested.
  const parts: Part[] = (await findVolumes(reader)).map((volume) => ({ reader, volume }));
  for (let part = parts.pop(); part; part = parts.pop()) {
    if (part.volume) {
      const found = await readModulesIn(part.reader, part.volume);
      modules.push(...found);
      parts.push(...found.map((module) => ({ reader: module.reader, sections: module })));
      continue;
    }
    for await (const section of readSections(part.reader, part.sections)) {
      const inner = await readInside(part.reader, section, budget, pause);
      if (inner === HIDDEN) return undefined;
      if (inner !== NOTHING) parts.push(inner);
    }
  }
  return reader.cameShort() || budget.isSpent ? undefined : modules;
}

/** Bytes of the image, which has 1 to 2 MiB of compressed data. */
const MAX_READ = 16 * 1024 * 1024;

/** The parts that are still to be read. */
type Part = { readonly reader: ImageReader } & (
  | { readonly volume: FirmwareVolume; readonly sections?: never }
  | { readonly sections: Extent; readonly volume?: never }
);

/** Lists the files of a volume that have sections. */
async function readModulesIn(reader: ImageReader, volume: FirmwareVolume): Promise<Module[]> {
  const modules: Module[] = [];
  if (volume.kind !== 'code') return modules;
  for await (const file of readFiles(reader, volume)) {
    if (file.type !== FileType.raw && file.type !== FileType.pad) modules.push({ ...file, reader });
  }
  return modules;
}

const NOTHING = 'nothing';
const HIDDEN = 'hidden';

/** The content of a section: a part, nothing with modules, or something that cannot be read. */
async function readInside(
  reader: ImageReader,
  section: Section,
  budget: Budget,
  pause?: Pause,
): Promise<Part | typeof NOTHING | typeof HIDDEN> {
  if (section.type === SectionType.volume) {
    const volume = await readVolume(reader, section.start);
    return volume && volume.length <= section.end - section.start ? { reader, volume } : HIDDEN;
  }
  if (section.type === SectionType.compressed) return HIDDEN;
  if (section.type !== SectionType.guidDefined) return NOTHING;
  const bytes = section.guid === LZMA && (await unpack(reader, section, budget, pause));
  if (!bytes) return HIDDEN;
  return {
    reader: makeLimitedReader(makeMemoryReader(bytes), budget),
    sections: { start: 0, end: bytes.length },
  };
}

const LZMA = 'ee4e5898-3914-4259-9d6e-dc7bd79403cf';

async function unpack(
  reader: ImageReader,
  { start, end }: Extent,
  budget: Budget,
  pause?: Pause,
): Promise<Uint8Array | undefined> {
  const decoder = LzmaDecoder.open(await reader.read(start, end - start), budget);
  while (decoder?.state === 'more') {
    decoder.run(SLICE);
    await pause?.();
  }
  return decoder?.state === 'done' ? decoder.output : undefined;
}

/** Bytes of output that take about 10 ms. */
const SLICE = 256 * 1024;
