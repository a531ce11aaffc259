/** The machine types that programs of systemd start with UEFI firmware, whatever the guest says, by architecture. */
const MACHINES: ReadonlyMap<string, string> = new Map([
  ['x86_64', 'q35'],
  ['i386', 'q35'],
  ['aarch64', 'virt'],
  ['arm', 'virt'],
  ['riscv64', 'virt'],
  ['loongarch64', 'virt'],
]);

/** The architectures of guests that these programs look UEFI firmware up for, as QEMU names them. */
export const UEFI_ARCHITECTURES: readonly string[] = [...MACHINES.keys()];

/** The machine type that mkosi and systemd-vmspawn start for an architecture. */
export function getStartedMachine(architecture: string): string {
  return MACHINES.get(architecture) ?? 'virt';
}
