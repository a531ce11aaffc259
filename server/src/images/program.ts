import type { ImageReader } from './imageReader';

/** Firmware that only its own texts tell apart from other bytes. */
export type Program = 'u-boot' | 'opensbi' | 'qboot';

/** In bytes; the builds for QEMU have less. */
const MAX_SEARCHED = 2 * 1024 * 1024;

/** Which of the programs an image is, by the text that it shows when it starts. Rejects only where the medium fails. */
export async function findProgram(file: ImageReader): Promise<Program | undefined> {
  if (file.size > MAX_SEARCHED) return undefined;
  const text = new TextDecoder('latin1').decode(await file.read(0, file.size));
  if (/U-Boot (?:SPL )?20\d\d\.\d\d/.test(text)) return 'u-boot';
  if (/OpenSBI v[\d%]/.test(text)) return 'opensbi';
  return text.includes('\0qboot\0') ? 'qboot' : undefined;
}
