#!/usr/bin/env node
/**
 * libvirt, and QEMU for guests of x86 and ARM, whose choice of firmware the tests watch: `CI=true node scripts/libvirt.mjs` installs what
 * is missing and can be had. None of the packages starts a service; the one that would, libvirt-daemon-system, is not among them.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { installPackages } from './debian.mjs';

/** A file of each package of Debian. */
const FILES = {
  'libvirt-daemon': '/usr/sbin/libvirtd',
  'libvirt-daemon-driver-qemu': '/usr/lib/x86_64-linux-gnu/libvirt/connection-driver/libvirt_driver_qemu.so',
  'libvirt-clients': '/usr/bin/virsh',
  'qemu-system-x86': '/usr/bin/qemu-system-x86_64',
  'qemu-system-arm': '/usr/bin/qemu-system-aarch64',
};

/** Installs what is missing, but only for continuous integration. The tests say what they make of the rest. */
export async function libvirt() {
  const missing = Object.keys(FILES).filter((name) => !existsSync(FILES[name]));
  if (missing.length > 0 && process.env.CI) await installPackages('libvirt', missing);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await libvirt();
