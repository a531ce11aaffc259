/** The documents to edit and the files to lint. They are the same on every run. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Makes a descriptor without mistakes. Only its tags grow, as in a real one. @param {number} tags their number */
function makeDescriptor(tags) {
  return {
    description: 'UEFI firmware for a benchmark, with Secure Boot and SMM',
    'interface-types': ['uefi'],
    mapping: {
      device: 'flash',
      mode: 'split',
      executable: { filename: '/usr/share/edk2/ovmf/OVMF_CODE.secboot.fd', format: 'raw' },
      'nvram-template': { filename: '/usr/share/edk2/ovmf/OVMF_VARS.secboot.fd', format: 'raw' },
    },
    targets: [{ architecture: 'x86_64', machines: ['pc-q35-*'] }],
    features: ['acpi-s3', 'requires-smm', 'secure-boot', 'verbose-dynamic'],
    tags: Array.from({ length: tags }, (_, index) => `-D FEATURE_${index}=TRUE -p OvmfPkg/OvmfPkgX64.dsc`),
  };
}

/** @returns {{ name: string, text: string, place: { line: number, character: number } }} `place`: see `MISTAKE` */
function makeDocument(name, tags) {
  const text = `${JSON.stringify(makeDescriptor(tags), null, 4)}\n`;
  const lines = text.split('\n');
  const line = lines.findIndex((each) => each.includes('"format": "raw"'));
  return { name, text, place: { line, character: lines[line].indexOf('raw') } };
}

/** The mistake and the right text that replace each other in a document. Both have the same length. */
export const RIGHT = 'raw';
export const MISTAKE = 'rax';

export const DOCUMENTS = [
  makeDocument('1.5 KB', 10),
  makeDocument('100 KB', 1750),
  makeDocument('1 MB', 17_300),
];

const IMAGE_SIZE = 4 * 1024 * 1024;
const FILE_SYSTEM_2 = '78e58c8c3d8a1c4f9935896185c32dd3';

/** Writes an image that is one empty volume of UEFI firmware. [PI specification, EFI_FIRMWARE_VOLUME_HEADER] @param {string} file */
export function writeImage(file) {
  const image = Buffer.alloc(IMAGE_SIZE, 0xff);
  const header = image.subarray(0, 0x48).fill(0);
  header.write(FILE_SYSTEM_2, 16, 'hex');
  header.writeUInt32LE(IMAGE_SIZE, 32);
  header.write('_FVH', 40, 'latin1');
  header.writeUInt32LE(0x4feff, 44);
  header.writeUInt16LE(header.length, 48);
  header[55] = 2;
  header.writeUInt32LE(IMAGE_SIZE / 4096, 56);
  header.writeUInt32LE(4096, 60);
  let sum = 0;
  for (let at = 0; at < header.length; at += 2) sum += header.readUInt16LE(at);
  header.writeUInt16LE(-sum & 0xffff, 50);
  writeFileSync(file, image);
}

/** Writes descriptors to lint, every eighth with a mistake. @param {string} folder @param {number} count */
export function writeFiles(folder, count) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (let at = 0; at < count; at++) {
    const text = JSON.stringify(makeDescriptor(1 + (at % 8)), null, 4);
    const written = at % 8 === 0 ? text.replace('"raw"', `"${MISTAKE}"`) : text;
    writeFileSync(path.join(folder, `${String(at).padStart(5, '0')}-bench.json`), written);
  }
}
