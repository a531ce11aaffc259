import type { ImageReader } from './imageReader';

/** Firmware that only its own texts identify. */
export type Program = 'u-boot' | 'opensbi' | 'qboot';

/** In bytes; builds for QEMU have less. */
const MAX_SEARCHED = 2 * 1024 * 1024;

/** Identifies the program in an image by the text that it shows when it starts. Rejects only if the medium fails. */
export async function findProgram(file: ImageReader): Promise<Program | undefined> {
  if (file.size > MAX_SEARCHED) return undefined;
  const text = new TextDecoder('latin1').decode(await file.read(0, file.size));
  if (/U-Boot (?:SPL )?20\d\d\.\d\d/.test(text)) return 'u-boot';
  if (/OpenSBI v[\d%]/.test(text)) return 'opensbi';
  return text.includes('\0qboot\0') ? 'qboot' : undefined;
}
