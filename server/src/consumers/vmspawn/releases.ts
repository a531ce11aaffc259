/** The known releases of systemd-vmspawn, the oldest first. */
import type { Release } from '../consumer';
import type { Confidential } from '../guest';
import type { JsonDialect } from '../jsonDialect';
import { SYSTEM_PLACES, type Manner } from '../manner';

/** How releases differ in what they read. */
export interface VmspawnReading {
  /**
   * Whether it knows the devices flash, with an optional template, and memory, and reads whole lists of names. Otherwise it reads every
   * descriptor as flash with a template, and checks the elements of no list but the features.
   */
  readonly goesByDevice: boolean;
}

/** How releases differ in what they choose. */
export interface VmspawnChoice {
  /**
   * Whether it considers the interface, the machine types, the template and the options --coco and --firmware-features. Otherwise it
   * considers only the architecture, `secure-boot` and `enrolled-keys`.
   */
  readonly goesByOptions: boolean;
  /** The kinds of guest protection that it supports. */
  readonly confidential: readonly Confidential[];
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
const MANNER_257: Manner = {
  places: [...SYSTEM_PLACES, { below: 'configuration' }],
  takes: (name) => name.endsWith('.json') && !name.startsWith('.'),
  onDevice: 'masks',
  onLink: 'follows',
  onDangling: 'passes',
  onEmpty: 'masks',
  order: 'by-name',
};

/** Tested, except for the place of ~/.local/share among the folders of shared data: it comes after /etc. */
const MANNER_262: Manner = {
  ...MANNER_257,
  places: [
    { below: 'shared-data' },
    { below: 'data' },
    { folder: '/etc/qemu/firmware' },
    { below: 'configuration' },
  ],
};

export const VMSPAWN_RELEASES: readonly VmspawnRelease[] = [
  {
    version: '257',
    isVerified: true,
    distribution: 'Debian 13',
    json: SD_JSON,
    onUnusable: 'skips-silently',
    manner: MANNER_257,
    reading: { goesByDevice: false },
    choice: { goesByOptions: false, confidential: [] },
  },
  {
    version: '262',
    isVerified: true,
    distribution: 'Debian sid',
    json: SD_JSON,
    onUnusable: 'skips-silently',
    manner: MANNER_262,
    reading: { goesByDevice: true },
    choice: { goesByOptions: true, confidential: ['sev-snp', 'tdx'] },
  },
];
