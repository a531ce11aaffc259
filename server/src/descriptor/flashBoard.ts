import type { FlashBoard } from '../images/flashSize';
import { isX86 } from './architectures';

/**
 * Finds the board of a machine type in a descriptor. Only the start of a pattern counts: `pc-q35-*`, `virt-*`.
 *
 * @param architecture by the names of QEMU's FirmwareArchitecture
 * @returns undefined for a machine without flash for firmware, or an unknown one
 */
export function findFlashBoard(architecture: string, machine: string): FlashBoard | undefined {
  const isVirt = /^virt(?:-\d|-\*|\*|$)/.test(machine);
  if (isX86(architecture)) return /^(?:pc|q35)(?:-|\*|$)/.test(machine) ? 'x86' : undefined;
  switch (architecture) {
    case 'arm':
    case 'aarch64':
      return isVirt ? 'arm-virt' : undefined;
    case 'riscv64':
      return isVirt ? 'riscv-virt' : undefined;
    case 'loongarch64':
      return isVirt ? 'loongarch-virt' : undefined;
    default:
      return undefined;
  }
}
