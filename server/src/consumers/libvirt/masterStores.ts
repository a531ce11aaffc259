import { isSameText, type SameFile } from '../chooser';
import type { FilledOs } from '../outcome';
import { readStringList } from './qemuConf';

/** An image and its variable template, as libvirt pairs them if no descriptor does. */
export interface MasterStore {
  readonly loader: string;
  readonly template: string;
}

/** libvirt's built-in list; the same in 9.0, 11.3 and 12.8. [src/qemu/qemu_conf.c, DEFAULT_LOADER_NVRAM] */
export const BUILT_IN_STORES: readonly MasterStore[] = [
  { loader: '/usr/share/OVMF/OVMF_CODE.fd', template: '/usr/share/OVMF/OVMF_VARS.fd' },
  { loader: '/usr/share/OVMF/OVMF_CODE.secboot.fd', template: '/usr/share/OVMF/OVMF_VARS.fd' },
  { loader: '/usr/share/AAVMF/AAVMF_CODE.fd', template: '/usr/share/AAVMF/AAVMF_VARS.fd' },
  { loader: '/usr/share/AAVMF/AAVMF32_CODE.fd', template: '/usr/share/AAVMF/AAVMF32_VARS.fd' },
];

/**
 * Lists the pairs that libvirt uses. The setting `nvram` of qemu.conf replaces the built-in list; if any descriptor exists, libvirt
 * then ignores the setting, and has no list at all. [src/qemu/qemu_conf.c, virQEMUDriverConfigLoadNVRAMEntry]
 *
 * @param conf the text of qemu.conf; undefined if there is none
 * @param hasDescriptors whether a directory that libvirt searches has any file that is not empty
 */
export function listMasterStores(conf: string | undefined, hasDescriptors: boolean): readonly MasterStore[] {
  const set = conf === undefined ? undefined : readStringList(conf, 'nvram');
  if (!set) return BUILT_IN_STORES;
  return hasDescriptors ? [] : set.flatMap(readPair);
}

/** Reads a pair of qemu.conf: two paths with a colon in between. */
function readPair(text: string): MasterStore[] {
  const [loader, template, ...rest] = text.split(':').map((part) => part.trim());
  return loader && template && rest.length === 0 ? [{ loader, template }] : [];
}

/**
 * Returns the variable template of a guest that names its flash but no template; undefined if libvirt finds none. Read/write,
 * stateless and qcow2 flash has none. [src/qemu/qemu_firmware.c, qemuFirmwareFillDomainLegacy]
 *
 * @param isSameFile how the release compares paths
 */
export function findMasterTemplate(
  loader: FilledOs['loader'],
  stores: readonly MasterStore[],
  isSameFile: SameFile = isSameText,
): string | undefined {
  if (loader?.type !== 'pflash' || loader.readonly === false || loader.stateless === true) return undefined;
  if (loader.format !== undefined && loader.format !== 'raw') return undefined;
  return stores.find((store) => isSameFile(store.loader, loader.path))?.template;
}
