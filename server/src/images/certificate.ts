import { hasSignature, readLatin1, readU8 } from './bytes';
import type { Extent } from './firmwareFiles';

/**
 * Returns the common name in the subject of an X.509 certificate (DER), safe to show; undefined if there is none. The certificate may be
 * cut off after its subject. This is a small DER reader, as a library would add all of ASN.1 for one name. [RFC 5280, section 4.1]
 */
export function readCertificateName(der: Uint8Array): string | undefined {
  const toBeSigned = readChildren(der, readChildren(der, { start: 0, end: der.length })[0])[0];
  const fields = readChildren(der, toBeSigned).filter(({ tag }) => tag !== VERSION);
  // Serial number, signature algorithm, issuer, validity, subject.
  for (const relativeName of readChildren(der, fields[4]))
    for (const attribute of readChildren(der, relativeName)) {
      const [type, value] = readChildren(der, attribute);
      if (type && value && hasSignature(der, type.start, COMMON_NAME) && type.end - type.start === 3)
        return toPrintable(readText(der, value));
    }
  return undefined;
}

const VERSION = 0xa0;
/** The object identifier 2.5.4.3. */
const COMMON_NAME = [0x55, 0x04, 0x03];

/** A value; its extent is that of its content. */
interface Value extends Extent {
  readonly tag: number;
}

/** Lists the values in a constructed value, as far as they are complete. */
function readChildren(der: Uint8Array, parent: Extent | undefined): Value[] {
  const values: Value[] = [];
  if (!parent) return values;
  for (let at = parent.start; at < parent.end && values.length < MAX_VALUES;) {
    const tag = readU8(der, at);
    const first = readU8(der, at + 1);
    const digits = first < 0x80 ? 0 : first & 0x7f;
    if (first === INDEFINITE || digits > 3) break;
    let length = digits === 0 ? first : 0;
    for (let digit = 0; digit < digits; digit++) length = length * 0x100 + readU8(der, at + 2 + digit);
    const start = at + 2 + digits;
    at = start + length;
    values.push({ tag, start, end: Math.min(at, parent.end) });
  }
  return values;
}

const INDEFINITE = 0x80;
/** A name has a handful of parts. */
const MAX_VALUES = 64;

function readText(der: Uint8Array, { tag, start, end }: Value): string {
  const bytes = der.subarray(start, end);
  if (tag === UTF8_STRING) return new TextDecoder().decode(bytes);
  if (tag === BMP_STRING) return new TextDecoder('utf-16be').decode(bytes);
  return readLatin1(der, start, end - start);
}

const UTF8_STRING = 0x0c;
const BMP_STRING = 0x1e;

/** Removes control characters and limits the name to the length that X.520 allows, as its author may be anyone. */
function toPrintable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd').slice(0, 64);
}
