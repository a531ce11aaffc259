/** Substitutes for the images of a machine: UEFI firmware volumes with only the bytes that distinguish code from variables. */

const HEADER_LENGTH = 0x48;
const FILE_SYSTEM = '78e58c8c3d8a1c4f9935896185c32dd3';
const VARIABLES = '8d2bf1ff96768b4ca9852747075b4f50';
const STORE = '782cf3aa7b949a43a1802e144ec37792';

/** Code that adds up to 64 KiB with the variables. */
export const code = makeVolume(FILE_SYSTEM, 0xc000);

/** A variable store without variables. */
export const variables = makeVolume(VARIABLES, 0x4000, (content) => {
  const size = content.length;
  content.set(Buffer.from(STORE, 'hex'));
  content.writeUInt32LE(size, 16);
  content.set([0x5a, 0xfe, 0, 0, 0, 0, 0, 0], 20);
});

/** [UEFI PI, EFI_FIRMWARE_VOLUME_HEADER] */
function makeVolume(guid, length, fill) {
  const bytes = Buffer.alloc(length, 0xff);
  const header = bytes.subarray(0, HEADER_LENGTH).fill(0);
  header.set(Buffer.from(guid, 'hex'), 16);
  header.writeBigUInt64LE(BigInt(length), 32);
  header.write('_FVH', 40, 'latin1');
  header.writeUInt32LE(0x4feff, 44);
  header.writeUInt16LE(HEADER_LENGTH, 48);
  header.set([0, 2], 54);
  header.writeUInt32LE(length / 0x1000, 56);
  header.writeUInt32LE(0x1000, 60);
  let sum = 0;
  for (let at = 0; at < HEADER_LENGTH; at += 2) sum += header.readUInt16LE(at);
  header.writeUInt16LE(-sum & 0xffff, 50);
  fill?.(bytes.subarray(HEADER_LENGTH));
  return bytes;
}
