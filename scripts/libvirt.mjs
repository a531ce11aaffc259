#!/usr/bin/env node
/**
 * Installs libvirt and QEMU for x86 and Arm guests, whose choice of firmware the tests observe: `CI=true node scripts/libvirt.mjs`
 * installs missing packages that are available. None of them starts a service; libvirt-daemon-system, which would, is not included.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { installPackages } from './debian.mjs';

/** A file of each Debian package. */
const FILES = {
  'libvirt-daemon': '/usr/sbin/libvirtd',
  'libvirt-daemon-driver-qemu': '/usr/lib/x86_64-linux-gnu/libvirt/connection-driver/libvirt_driver_qemu.so',
  'libvirt-clients': '/usr/bin/virsh',
  'qemu-system-x86': '/usr/bin/qemu-system-x86_64',
  'qemu-system-arm': '/usr/bin/qemu-system-aarch64',
};

/** Installs missing packages, but only in continuous integration. The tests report what is still missing. */
export async function libvirt() {
  const missing = Object.keys(FILES).filter((name) => !existsSync(FILES[name]));
  if (missing.length > 0 && process.env.CI) await installPackages('libvirt', missing);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await libvirt();
