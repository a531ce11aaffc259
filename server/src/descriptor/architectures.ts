/** Whether an architecture, by QEMU's name, is that of a PC: x86 of 32 or 64 bits. */
export function isX86(architecture: string | undefined): boolean {
  return architecture === 'x86_64' || architecture === 'i386';
}
