import { Zip, ZipPassThrough, unzipSync } from 'fflate';
import { deflateRaw, gzip } from 'pako';

/**
 * Reproducible archives: their bytes depend only on the names and bytes of their files, not on times, owners, modes, the order of a
 * folder, the clock, or Node's compression.
 * @typedef {{ name: string, bytes: Uint8Array, isProgram?: boolean }} Entry
 */

const LEVEL = { level: 9 };

/** @param {Uint8Array} archive @returns {Entry[]} the files of a zip */
export const readZip = (archive) =>
  Object.entries(unzipSync(archive)).map(([name, bytes]) => ({ name, bytes }));

/** @param {Entry[]} entries @returns {Uint8Array} */
export function writeZip(entries) {
  // Zip stores the parts of the local time, without a time zone.
  const mtime = new Date(1980, 0, 1, 12);
  const attributes = (isProgram) => ((isProgram ? 0o100755 : 0o100644) << 16) >>> 0;
  const chunks = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  for (const { name, bytes, isProgram } of inOrder(entries)) {
    const file = Object.assign(new Deflated(name), { mtime, os: 3, attrs: attributes(isProgram) });
    zip.add(file);
    file.push(bytes, true);
  }
  zip.end();
  return Buffer.concat(chunks);
}

/** Compresses a file for a zip with pako, whose packages are a thirtieth smaller than fflate's. Takes the file in one piece. */
class Deflated extends ZipPassThrough {
  compression = 8;

  process(bytes, isLast) {
    this.ondata(null, deflateRaw(bytes, LEVEL), isLast);
  }
}

/** @param {Entry[]} entries @returns {Uint8Array} a gzipped tar */
export function writeTarball(entries) {
  const blocks = inOrder(entries).flatMap(({ name, bytes, isProgram }) => [
    makeTarHeader(name, bytes.length, isProgram),
    bytes,
    new Uint8Array(-bytes.length & (BLOCK - 1)),
  ]);
  return gzip(Buffer.concat([...blocks, new Uint8Array(2 * BLOCK)]), LEVEL);
}

const inOrder = (entries) => [...entries].sort((a, b) => (a.name < b.name ? -1 : 1));

const BLOCK = 512;

/** The start of 1980; npm's own packages also have a date in the past. Some unpackers refuse a time of 0. */
const TAR_TIME = 315532800;

/** A file's header. [POSIX, pax, "ustar Interchange Format"] */
function makeTarHeader(name, size, isProgram) {
  const header = Buffer.alloc(BLOCK);
  if (Buffer.byteLength(name) > 100) throw new Error(`the name is too long for an archive: ${name}`);
  const writeOctal = (value, at, digits) => header.write(value.toString(8).padStart(digits, '0'), at);
  header.write(name, 0);
  writeOctal(isProgram ? 0o755 : 0o644, 100, 7);
  writeOctal(0, 108, 7);
  writeOctal(0, 116, 7);
  writeOctal(size, 124, 11);
  writeOctal(TAR_TIME, 136, 11);
  header.write('        ', 148);
  header.write('0', 156);
  header.write('ustar\u000000', 257, 'latin1');
  const sum = header.reduce((total, byte) => total + byte, 0);
  writeOctal(sum, 148, 6);
  header.write('\0 ', 154, 'latin1');
  return header;
}
