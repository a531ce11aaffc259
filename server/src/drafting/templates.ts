import type { ImageFacts } from '../images/facts';
import { isFlashPair } from '../images/flashSize';
import { getBaseName, isPc } from './image';

/**
 * The names in a folder that may be templates for an executable, those first whose names say that they belong to it: as
 * `OVMF_VARS_4M.ms.fd` belongs to `OVMF_CODE_4M.ms.fd`, and `OVMF_VARS_4M.fd` to whatever `OVMF_CODE_4M` there is.
 */
export function listTemplateNames(executable: string, names: readonly string[]): readonly string[] {
  const wanted = getBaseName(executable);
  return names
    .filter((name) => name !== wanted && /vars/i.test(name))
    .map((name) => ({ name, rank: belongs(wanted, name) ? splitWords(name).length : 0 }))
    .sort((a, b) => b.rank - a.rank || (a.name < b.name ? -1 : 1))
    .map(({ name }) => name);
}

/** Whether the name of a template has no word that the name of the executable has not, but for the word for variables. */
export function belongs(executable: string, template: string): boolean {
  const name = getBaseName(executable);
  const words = new Set([...splitWords(name), ...listSharedWords(name)]);
  return splitWords(getBaseName(template)).every((word) => word === 'vars' || words.has(word));
}

/** QEMU's own builds have one template for both architectures of a PC, and one for both of Arm. [QEMU, pc-bios/descriptors] */
function listSharedWords(name: string): readonly string[] {
  if (/^edk2-x86_64-/i.test(name)) return ['i386'];
  return /^edk2-aarch64-/i.test(name) ? ['arm'] : [];
}

function splitWords(name: string): readonly string[] {
  return name.toLowerCase().split(/[._-]+/);
}

/** Whether firmware could keep its variables in a copy of `template`. */
export function fits(
  executable: ImageFacts,
  template: ImageFacts,
  architectures: readonly string[],
): boolean {
  if (!isStore(template) || template.format !== executable.format) return false;
  return !isPc(architectures) || isFlashPair(executable.size, template.size);
}

/** Whether an image is a variable store, or blank flash that the firmware makes one of. */
export function isStore({ content }: ImageFacts): boolean {
  return content === 'variables' || content === 'blank';
}
