/** Whether an architecture, by QEMU's name, is that of a PC: 32-bit or 64-bit x86. */
export function isX86(architecture: string | undefined): boolean {
  return architecture === 'x86_64' || architecture === 'i386';
}
