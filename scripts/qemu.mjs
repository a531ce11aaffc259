#!/usr/bin/env node
/**
 * QEMU and firmware for it, which the tests boot: `CI=true node scripts/qemu.mjs` installs what is missing and can be had.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { installPackages } from './debian.mjs';

/** A file of each package of Debian. */
const FILES = {
  'qemu-system-x86': '/usr/bin/qemu-system-x86_64',
  'qemu-utils': '/usr/bin/qemu-img',
  ovmf: '/usr/share/OVMF/OVMF_CODE_4M.fd',
  'qemu-efi-aarch64': '/usr/share/AAVMF/AAVMF_CODE.fd',
  seabios: '/usr/share/seabios/bios-256k.bin',
};

/** Installs what is missing, but only for continuous integration: it takes 200 MB. The tests say what they make of the rest. */
export async function qemu() {
  const missing = Object.keys(FILES).filter((name) => !existsSync(FILES[name]));
  if (missing.length > 0 && process.env.CI) await installPackages('qemu', missing);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await qemu();
