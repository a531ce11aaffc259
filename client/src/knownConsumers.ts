import { extensions } from 'vscode';
import { readList, readObject } from './givenValues';

const EXTENSION = 'qemu-firmware.qemu-firmware';
const SETTING = 'qemuFirmware.consumers';

/** The ids of the consumers that the setting offers, such as `libvirt@11.3`, without `auto`. */
export function listKnownConsumers(): readonly string[] {
  const manifest: unknown = extensions.getExtension(EXTENSION)?.packageJSON;
  const { configuration } = readObject(readObject(manifest).contributes);
  const groups = Array.isArray(configuration) ? readList(configuration) : [configuration];
  for (const group of groups) {
    const setting = readObject(readObject(readObject(group).properties)[SETTING]);
    const ids = readList(readObject(setting.items).enum);
    if (ids.length > 0) return ids.filter((id): id is string => typeof id === 'string' && id !== 'auto');
  }
  return [];
}
