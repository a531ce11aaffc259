import type { ImageFacts } from '../images/facts';
import { isFlashPair } from '../images/flashSize';
import { getBaseName, isPc } from './image';

/**
 * Lists the names in a folder that may be templates for an executable, those with matching names first: `OVMF_VARS_4M.ms.fd`
 * matches `OVMF_CODE_4M.ms.fd`, and `OVMF_VARS_4M.fd` matches any `OVMF_CODE_4M`.
 */
export function listTemplateNames(executable: string, names: readonly string[]): readonly string[] {
  const ownName = getBaseName(executable);
  return names
    .filter((name) => name !== ownName && /vars/i.test(name))
    .map((name) => ({ name, rank: belongs(ownName, name) ? splitWords(name).length : 0 }))
    .sort((a, b) => b.rank - a.rank || (a.name < b.name ? -1 : 1))
    .map(({ name }) => name);
}

/** Returns whether all words in the name of a template, except that for variables, are in the name of the executable. */
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

/** Returns whether firmware could keep its variables in a copy of `template`. */
export function fits(
  executable: ImageFacts,
  template: ImageFacts,
  architectures: readonly string[],
): boolean {
  if (!isStore(template) || template.format !== executable.format) return false;
  return !isPc(architectures) || isFlashPair(executable.size, template.size);
}

/** Returns whether an image is a variable store, or blank flash in which the firmware creates one. */
export function isStore({ content }: ImageFacts): boolean {
  return content === 'variables' || content === 'blank';
}
