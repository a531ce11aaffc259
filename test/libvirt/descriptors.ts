/** Descriptors with unique image names, so the selected image identifies the descriptor. */

export const X86 = { architecture: 'x86_64', machines: ['pc-i440fx-*', 'pc-q35-*'] };
export const Q35 = { architecture: 'x86_64', machines: ['pc-q35-*'] };
export const ARM = { architecture: 'aarch64', machines: ['virt-*'] };

interface Parts {
  readonly interfaces?: readonly string[];
  readonly features?: readonly string[];
  readonly targets?: readonly object[];
  readonly mapping?: object;
}

export function descriptor(name: string, parts: Parts = {}): string {
  const { interfaces = ['uefi'], features = [], targets = [X86], mapping = split(name) } = parts;
  const members = { 'interface-types': interfaces, mapping, targets, features, tags: [] };
  return JSON.stringify({ description: name, ...members });
}

function file(filename: string, format = 'raw'): object {
  return { filename, format };
}

export function split(name: string, format = 'raw', templateFormat = format): object {
  const path = name.startsWith('/') ? name : `/fw/${name}`;
  const template = file(`${path}.vars`, templateFormat);
  return { device: 'flash', executable: file(`${path}.code`, format), 'nvram-template': template };
}

/** Firmware in memory whose variables QEMU stores. */
export function stored(name: string): object {
  return { device: 'memory', filename: `/fw/${name}.code`, 'uefi-vars': { template: `/fw/${name}.json` } };
}

export function flash(name: string, mode: string): object {
  return { device: 'flash', mode, executable: file(`/fw/${name}.code`) };
}
