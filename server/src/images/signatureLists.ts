import { readGuid, readU32 } from './bytes';
import { readCertificateName } from './certificate';
import type { Extent } from './firmwareFiles';
import type { ImageReader } from './imageReader';

/** Counts the certificates and hashes in the signature lists of a key variable. [UEFI 2.11, EFI_SIGNATURE_LIST] */
export async function countSignatures(reader: ImageReader, { start, end }: Extent): Promise<number> {
  let count = 0;
  for (let at = start; at + LIST_HEADER <= end;) {
    const list = await readListAt(reader, at, end);
    if (!list) break;
    count += Math.floor((list.end - list.start) / list.signatureSize);
    at = list.end;
  }
  return count;
}

/** Returns the common name of the first X.509 certificate, if the first list has one. */
export async function readFirstSubject(
  reader: ImageReader,
  { start, end }: Extent,
): Promise<string | undefined> {
  const list = await readListAt(reader, start, end);
  if (list?.type !== X509) return undefined;
  const length = Math.min(list.signatureSize, list.end - list.start) - OWNER;
  return readCertificateName(await reader.read(list.start + OWNER, Math.min(length, MAX_CERTIFICATE)));
}

/** The subject comes in the first few hundred bytes of a certificate. */
const MAX_CERTIFICATE = 2048;
/** A GUID before each signature identifies its owner. */
const OWNER = 16;
const X509 = 'a5c059a1-94e4-4aa7-87b5-ab155c2bf072';

/** Its extent is that of its signatures. */
interface SignatureList extends Extent {
  readonly type: string;
  readonly signatureSize: number;
}

async function readListAt(reader: ImageReader, at: number, end: number): Promise<SignatureList | undefined> {
  const header = await reader.read(at, LIST_HEADER);
  const size = readU32(header, 16);
  const start = LIST_HEADER + readU32(header, 20);
  const signatureSize = readU32(header, 24);
  if (start > size || size > end - at || signatureSize < OWNER) return undefined;
  return { type: readGuid(header, 0), start: at + start, end: at + size, signatureSize };
}

const LIST_HEADER = 28;
