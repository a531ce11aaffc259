import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inProject } from '../../scripts/project.mjs';
import { code, variables } from './volumes.mjs';

const SHARE = 'usr/share/qemu/firmware';
const ETC = 'etc/qemu/firmware';

/** The descriptors of a machine: their paths by sample. */
const DESCRIPTORS = {
  [`${SHARE}/40-edk2-x86_64-secure-enrolled.json`]: '10-ovmf-secure-boot-keys.json',
  [`${ETC}/40-edk2-x86_64-secure-enrolled.json`]: '10-ovmf-secure-boot-keys.json',
  [`${SHARE}/50-edk2-x86_64-secure.json`]: '11-ovmf-secure-boot.json',
  [`${ETC}/55-edk2-site.json`]: '63-mistake-misspelt-feature.json',
  [`${SHARE}/60-edk2-x86_64.json`]: '12-ovmf.json',
  [`${SHARE}/61-edk2-x86_64-verbose.json`]: '13-ovmf-qcow2.json',
  [`${SHARE}/62-edk2-aarch64.json`]: '30-aavmf.json',
  [`${SHARE}/70-seabios.json`]: '40-seabios.json',
};

const IMAGES = [
  'OVMF/OVMF_CODE_4M.ms.fd',
  'OVMF/OVMF_CODE_4M.secboot.fd',
  'OVMF/OVMF_VARS_4M.ms.fd',
  'OVMF/OVMF_VARS_4M.fd',
  'OVMF/OVMF_CODE_4M.fd',
  'AAVMF/AAVMF_CODE.fd',
  'AAVMF/AAVMF_VARS.fd',
  'seabios/bios-256k.bin',
];

/** A file that shows that libvirt 11.3 is installed. */
const LIBVIRT = 'usr/lib64/libvirt.so.0.11003.0';

/** Creates the root of a simulated machine with descriptors, of which one is overridden, one is masked, and one has no images. */
export function makeMachine(root) {
  for (const [name, sample] of Object.entries(DESCRIPTORS))
    copyFileSync(inProject('samples/qemu/firmware', sample), placeFor(root, name));
  writeFileSync(placeFor(root, `${ETC}/70-seabios.json`), '');
  for (const image of IMAGES)
    writeFileSync(placeFor(root, `usr/share/${image}`), image.includes('VARS') ? variables : code);
  writeFileSync(placeFor(root, LIBVIRT), '');
}

function placeFor(root, name) {
  const file = path.join(root, name);
  mkdirSync(path.dirname(file), { recursive: true });
  return file;
}
