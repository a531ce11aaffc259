/** The releases of systemd-vmspawn that are known: a row for each, the oldest first. */
import { SYSTEM_FOLDERS } from '../../descriptor/searchPath';
import type { Release } from '../consumer';
import type { JsonDialect } from '../jsonDialect';
import type { Manner } from '../manner';

/** How releases differ in what they read. */
export interface VmspawnReading {
  /** Looks at the device and the mode, and takes stateless firmware; else takes any firmware that names a file and a template. */
  readonly looksAtMapping: boolean;
}

/** How releases differ in what they choose. */
export interface VmspawnChoice {
  /** The features that firmware which it takes never has. */
  readonly avoids: readonly string[];
}

export type VmspawnRelease = Release<VmspawnReading, VmspawnChoice>;

/** systemd's sd-json. Measured. */
const SD_JSON: JsonDialect = {
  hasNonFinite: false,
  endsAtNul: false,
  onDuplicate: 'reader-decides',
  refusesOddText: true,
};

/** [systemd, conf-files.c] */
const MANNER: Manner = {
  systemFolders: SYSTEM_FOLDERS,
  usersFolder: 'always',
  takes: (name) => name.endsWith('.json') && !name.startsWith('.'),
  onDevice: 'masks',
  onDangling: 'passes',
  onEmpty: 'masks',
  merges: true,
};

export const VMSPAWN_RELEASES: readonly VmspawnRelease[] = [
  {
    version: '257',
    isVerified: true,
    distribution: 'Debian 13',
    json: SD_JSON,
    onUnusable: 'skips-silently',
    manner: MANNER,
    reading: { looksAtMapping: false },
    choice: { avoids: ['enrolled-keys'] },
  },
  // What the messages of the program tell.
  {
    version: '262',
    isVerified: false,
    distribution: undefined,
    json: SD_JSON,
    onUnusable: 'skips-silently',
    manner: MANNER,
    reading: { looksAtMapping: true },
    choice: 'unknown',
  },
];
