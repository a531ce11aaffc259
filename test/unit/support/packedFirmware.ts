import { toGuidBytes } from '../../../server/src/images/bytes';
import {
  bytesOf,
  encodedSection,
  file,
  files,
  IMAGE_SECURITY,
  padded,
  pe,
  section,
  sections,
  SOME_GUID,
  te,
  volume,
} from './firmwareBytes';
import { lzmaOf } from './lzmaEncoder';

const driver = (guid: string, code: Uint8Array): Uint8Array => file(0x07, section(0x10, code), guid);

/** 1 MiB of firmware for PCs in OVMF's layout, with or without the modules of Secure Boot among the compressed ones. */
export function packedFirmware(secureBoot: boolean): Uint8Array {
  const modules = secureBoot
    ? [
        driver('f80697e9-7fd6-4665-8646-88e33ef71dfc', bytesOf(toGuidBytes(IMAGE_SECURITY))),
        driver('f0e6a44f-7195-41c3-ac64-54f202cd0a21', bytesOf('config')),
      ]
    : [];
  const dxe = volume(files(file(0x05, section(0x10, pe(0x8664)), SOME_GUID), ...modules));
  const packed = encodedSection('ee4e5898-3914-4259-9d6e-dc7bd79403cf', lzmaOf(sections(section(0x17, dxe))));
  const sec = volume(file(0x03, section(0x12, te(0x14c, 'RELEASE'))));
  return padded(bytesOf(volume(file(0x0b, packed)), sec), 0x100000);
}
