/** The machine types that systemd’s programs start with UEFI firmware regardless of the guest, by architecture. */
const MACHINES: ReadonlyMap<string, string> = new Map([
  ['x86_64', 'q35'],
  ['i386', 'q35'],
  ['aarch64', 'virt'],
  ['arm', 'virt'],
  ['riscv64', 'virt'],
  ['loongarch64', 'virt'],
]);

/** The guest architectures for which these programs look up UEFI firmware, as QEMU names them. */
export const UEFI_ARCHITECTURES: readonly string[] = [...MACHINES.keys()];

/** Returns the machine type that mkosi and systemd-vmspawn start for an architecture. */
export function getStartedMachine(architecture: string): string {
  return MACHINES.get(architecture) ?? 'virt';
}
