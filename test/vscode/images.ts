import { file, files, padded, pe, section, volume } from '../unit/support/firmwareBytes';

/** Code for x86_64 that makes 64 KiB with a variable store of 16 KiB. */
export function codeBytes(): Uint8Array {
  const core = files(file(3, section(0x10, pe(0x8664, 'RELEASE'))));
  return volume(padded(core, 0xc000 - 0x48));
}
