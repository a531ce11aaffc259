/** How the consumers take the files of their directories together. */
import type { Manner } from './arrange';

/** [qemu_interop_config.c] */
export const LIBVIRT_MANNER: Manner = {
  takes: (name) => !name.startsWith('.'),
  onDevice: 'passes',
  onDangling: 'breaks',
  onEmpty: 'masks',
  merges: true,
  usersFolder: 'session',
};

/** [systemd, conf-files.c] */
export const VMSPAWN_MANNER: Manner = {
  takes: (name) => name.endsWith('.json') && !name.startsWith('.'),
  onDevice: 'masks',
  onDangling: 'passes',
  onEmpty: 'masks',
  merges: true,
  usersFolder: 'always',
};

/** [mkosi/qemu.py] */
export const MKOSI_MANNER: Manner = {
  takes: () => true,
  onDevice: 'reads',
  onDangling: 'breaks',
  onEmpty: 'reads',
  merges: false,
  usersFolder: 'never',
};
