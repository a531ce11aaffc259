import { Budget } from './budget';
import { isFilledWith } from './bytes';
import type { FirmwareVolume, ImageFacts } from './facts';
import { findCore } from './firmwareCore';
import { findVolumes } from './firmwareVolume';
import { readIgvmFacts } from './igvm';
import type { ImageReader } from './imageReader';
import { isJsonObject, readJsonStore } from './jsonStore';
import { makeLimitedReader, type LimitedReader } from './limitedReader';
import { readOvmfTable, TAIL_LENGTH } from './ovmfTable';
import { readGuestImage } from './qcow2';
import { readBiosDate, readElfFacts, HEAD_LENGTH, readLinuxArchitecture, readPeFacts } from './signatures';
import { readVariableStore } from './variableStore';

/** How much of one image is read: bytes of its file, and bytes that the guest sees, which clusters of a qcow2 file may repeat. */
export const INSPECTION_LIMIT = 64 * 1024;

/** The total cost of inspecting an image, in units of a Budget. Sound images take a tenth; the editor does other work in the same thread. */
const INSPECTION_BUDGET = 32 * 1024 * 1024;

/**
 * Returns facts from the uncompressed bytes of a firmware image. Reads at most INSPECTION_LIMIT bytes of any image and ignores the rest;
 * of a JSON object, it reads at most JSON_STORE_LIMIT bytes. Rejects only if the medium fails.
 */
export async function inspectImage(file: ImageReader): Promise<ImageFacts> {
  const budget = new Budget(INSPECTION_BUDGET);
  const limited = makeLimitedReader(file, budget, INSPECTION_LIMIT);
  const { format, qcow2, size, reader } = await readGuestImage(limited, budget);
  const base = { fileSize: file.size, format, qcow2, size };
  if (format === 'raw' && isJsonObject(await limited.read(0, HEAD_LENGTH)))
    return { ...base, content: 'json', volumes: [], json: await readJsonStore(file) };
  const content = reader && (await readContentFacts(makeLimitedReader(reader, budget, INSPECTION_LIMIT)));
  if (content) return { ...base, ...content };
  const declined = qcow2?.declined ?? (limited.left === 0 || budget.isSpent ? 'costly' : 'broken');
  return { ...base, qcow2: qcow2 && { ...qcow2, declined }, content: 'unknown', volumes: [] };
}

type Content = Pick<ImageFacts, 'content' | 'volumes'> & Partial<ImageFacts>;

/** Returns undefined if the bytes that decide the kind of content cannot be read. */
async function readContentFacts(reader: LimitedReader): Promise<Content | undefined> {
  const head = await reader.read(0, HEAD_LENGTH);
  const igvm = await readIgvmFacts(head, reader);
  if (igvm) return { content: 'igvm', volumes: [], igvm };
  const elf = readElfFacts(head);
  if (elf) return { content: 'elf', volumes: [], elf };

  const volumes = await findVolumes(reader);
  if (reader.cameShort()) return undefined;
  if (volumes.length > 0) return readFirmwareFacts(reader, volumes);

  const linux = readLinuxArchitecture(head);
  if (linux) return { content: 'linux', volumes, linux: { architecture: linux } };
  const pe = readPeFacts(head);
  if (pe) return { content: 'pe', volumes, pe };
  const date = readBiosDate(await readTail(reader));
  if (date !== undefined) return { content: 'bios', volumes, biosDate: date };
  const blank = await isBlank(reader, head);
  return reader.cameShort() ? undefined : { content: blank ? 'blank' : 'unknown', volumes };
}

/** Facts about an image with firmware volumes. */
async function readFirmwareFacts(
  reader: LimitedReader,
  volumes: readonly FirmwareVolume[],
): Promise<Content | undefined> {
  const hasCode = volumes.some(({ kind }) => kind === 'code');
  const store = volumes.find(({ kind }) => kind === 'variables');
  // Its absence is meaningful, so it comes before reads that may use up the limit.
  const ovmf = await readOvmfTable(await readTail(reader), reader);
  if (reader.cameShort()) return undefined;
  const variables = store && (await readVariableStore(reader, store));
  const core = await findCore(reader, volumes);
  return {
    content: hasCode ? 'uefi' : store ? 'variables' : 'unknown',
    volumes,
    variables,
    core,
    ovmf,
  };
}

function readTail(reader: ImageReader): Promise<Uint8Array> {
  const length = Math.min(TAIL_LENGTH, reader.size);
  return reader.read(reader.size - length, length);
}

const SAMPLES = 16;
const SAMPLE_LENGTH = 256;

/** Returns whether there are only zeros or, as in erased flash, ones at the start and in samples of the whole image up to its end. */
async function isBlank(reader: ImageReader, head: Uint8Array): Promise<boolean> {
  const fill = head[0];
  if ((fill !== 0 && fill !== 0xff) || !isFilledWith(head, fill)) return false;
  const last = Math.max(0, reader.size - SAMPLE_LENGTH);
  for (let i = 1; i <= SAMPLES; i++) {
    const sample = await reader.read(Math.floor((last * i) / SAMPLES), SAMPLE_LENGTH);
    if (!isFilledWith(sample, fill)) return false;
  }
  return true;
}
