/** The architectures for which mkosi looks for UEFI firmware, each with the machine type that it starts, whatever the guest says. */
const MACHINES: ReadonlyMap<string, string> = new Map([
  ['x86_64', 'q35'],
  ['i386', 'q35'],
  ['aarch64', 'virt'],
  ['arm', 'virt'],
  ['riscv64', 'virt'],
  ['loongarch64', 'virt'],
]);

export const ARCHITECTURES: readonly string[] = [...MACHINES.keys()];

/** The machine type that mkosi starts for an architecture. */
export function getMachine(architecture: string): string {
  return MACHINES.get(architecture) ?? 'virt';
}
