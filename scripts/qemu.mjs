#!/usr/bin/env node
/**
 * Installs QEMU and firmware for the tests that boot guests: `CI=true node scripts/qemu.mjs` installs missing packages that are available.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { installPackages } from './debian.mjs';

/** A file of each Debian package. */
const FILES = {
  'qemu-system-x86': '/usr/bin/qemu-system-x86_64',
  'qemu-utils': '/usr/bin/qemu-img',
  ovmf: '/usr/share/OVMF/OVMF_CODE_4M.fd',
  'qemu-efi-aarch64': '/usr/share/AAVMF/AAVMF_CODE.fd',
  seabios: '/usr/share/seabios/bios-256k.bin',
};

/** Installs missing packages (200 MB), but only in continuous integration. The tests report what is still missing. */
export async function qemu() {
  const missing = Object.keys(FILES).filter((name) => !existsSync(FILES[name]));
  if (missing.length > 0 && process.env.CI) await installPackages('qemu', missing);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await qemu();
